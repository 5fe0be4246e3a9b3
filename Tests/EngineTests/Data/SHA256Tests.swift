import Testing

@testable import Engine

@Suite("SHA256")
struct SHA256Tests {
  @Test(
    "it gives the digests of FIPS 180-4's examples",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
    ] as [(String, SHA256.Digest)])
  func knownVectors(text: String, digest: SHA256.Digest) {
    #expect(SHA256.digest(of: Array(text.utf8)) == digest)
  }

  @Test("a million letters a give their published digest, in pieces of any size")
  func pieces() {
    let expected: SHA256.Digest = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    for size in [1000, 64, 999_999] {
      var hash = SHA256()
      var rest = 1_000_000
      while rest > 0 {
        let count = min(size, rest)
        hash.update([UInt8](repeating: 0x61, count: count).span.bytes)
        rest -= count
      }
      #expect(hash.finalize() == expected)
    }
  }

  @Test("a digest reads what it writes, in either case, and nothing else")
  func hexadecimal() throws {
    let digest = SHA256.digest(of: [1, 2, 3])
    let text = digest.description
    #expect(SHA256.Digest(hexadecimal: text) == digest)
    #expect(SHA256.Digest(hexadecimal: text.uppercased()) == digest)
    #expect(SHA256.Digest(hexadecimal: text.dropLast()) == nil)
    #expect(SHA256.Digest(hexadecimal: text + "0") == nil)
    #expect(SHA256.Digest(hexadecimal: text.dropLast() + "g") == nil)
  }
}
