import CCrypto

/// The SHA-256 hash of bytes that arrive in pieces.
///
/// Source: FIPS 180-4, through OpenSSL's `EVP` interface, which uses the processor's own
/// instructions where it has them.
public struct SHA256: ~Copyable {
  private let context: OpaquePointer

  /// Starts the hash of no bytes.
  public init() {
    guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
      preconditionFailure("libcrypto offers SHA-256")
    }
    self.context = context
  }

  deinit { EVP_MD_CTX_free(context) }

  /// Takes in the bytes that follow.
  public mutating func update(_ bytes: RawSpan) {
    bytes.withUnsafeBytes { buffer in
      guard let start = buffer.baseAddress else { return }
      let status = EVP_DigestUpdate(context, start, buffer.count)
      precondition(status == 1, "a started hash takes bytes")
    }
  }

  /// The digest of everything taken in.
  public consuming func finalize() -> Digest {
    let bytes = [UInt8](capacity: Digest.byteCount) { output in
      output.withUnsafeMutableBufferPointer { buffer, count in
        let status = EVP_DigestFinal_ex(context, buffer.baseAddress, nil)
        precondition(status == 1, "a started hash ends")
        count = Digest.byteCount
      }
    }
    return Digest(bytes: bytes)
  }

  /// The digest of an array, in one step.
  public static func digest(of bytes: [UInt8]) -> Digest {
    var hash = SHA256()
    hash.update(bytes.span.bytes)
    return hash.finalize()
  }
}

extension SHA256 {
  /// A digest: 32 bytes, written as 64 hexadecimal digits.
  public struct Digest: Hashable, Sendable {
    /// The length of a digest, in bytes.
    public static let byteCount = 32

    /// The bytes in order, `[32]`.
    public let bytes: [UInt8]

    /// - Precondition: 32 bytes.
    init(bytes: [UInt8]) {
      precondition(bytes.count == Self.byteCount, "a SHA-256 digest has 32 bytes")
      self.bytes = bytes
    }

    /// Reads 64 hexadecimal digits of either case; anything else is `nil`.
    public init?(hexadecimal text: some StringProtocol) {
      let digits = text.compactMap { $0.isASCII ? $0.hexDigitValue : nil }
      guard text.count == 2 * Self.byteCount, digits.count == text.count else { return nil }
      bytes = stride(from: 0, to: digits.count, by: 2).map {
        UInt8(digits[$0] << 4 | digits[$0 + 1])
      }
    }
  }
}

extension SHA256.Digest: ExpressibleByStringLiteral {
  /// A pinned digest, as the source writes it.
  ///
  /// - Precondition: 64 hexadecimal digits.
  public init(stringLiteral text: String) {
    guard let digest = Self(hexadecimal: text) else {
      preconditionFailure("a SHA-256 digest is written as 64 hexadecimal digits")
    }
    self = digest
  }
}

extension SHA256.Digest: CustomStringConvertible {
  /// 64 lowercase hexadecimal digits, as `sha256sum` prints them.
  public var description: String {
    let digits = Array("0123456789abcdef")
    return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}
