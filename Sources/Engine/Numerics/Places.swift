/// Where the largest numbers stand, from the largest; the first of equals first.
///
/// It looks at each number once and keeps the few that are ahead: good for few of many.
///
/// - Parameter values: Without NaN.
/// - Returns: `[min(count, values.count)]`.
func places(of count: Int, largestOf values: some Collection<Float>) -> [Int] {
  guard count > 0 else { return [] }
  var places: [(index: Int, value: Float)] = []
  places.reserveCapacity(count + 1)
  for (index, value) in values.enumerated() {
    guard places.count < count || value > places[count - 1].value else { continue }
    var place = places.count
    while place > 0, value > places[place - 1].value { place -= 1 }
    places.insert((index, value), at: place)
    if places.count > count { places.removeLast() }
  }
  return places.map(\.index)
}
