/// The name most like a mistyped word; `nil` where none is like it.
///
/// A name is like it where at most one letter in three differs, or where it starts with the word.
/// Leading dashes and case don't count.
func nearest(to word: String, among names: [String]) -> String? {
  let word = letters(word)
  let ranked = names.map { name in
    let letters = letters(name)
    let distance = editDistance(word, letters)
    let isLike =
      distance <= max(word.count, letters.count) / 3
      || (word.count > 1 && letters.starts(with: word))
    return (name: name, distance: isLike ? distance : Int.max)
  }
  let best = ranked.min { $0.distance < $1.distance }
  return best.flatMap { $0.distance < .max ? $0.name : nil }
}

private func letters(_ word: String) -> [Character] {
  Array(word.lowercased().drop { $0 == "-" })
}

/// How many letters have to be put in, left out, replaced, or swapped with their neighbour to make
/// one word of the other: the optimal string alignment distance.
func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var least = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        least = min(least, beforeLast[j - 1] + 1)
      }
      row.append(least)
    }
    (beforeLast, last) = (last, row)
  }
  return last[b.count]
}
