/// Neighbouring cells of one row that share a style.
struct Run: Equatable, Sendable {
  /// Where the first cell is.
  var origin: Point
  /// The style of all of them.
  var style: Style
  /// The cells from left to right, at least one.
  var cells: ArraySlice<Cell>
}

extension Buffer {
  /// The runs of cells that differ from what an older buffer holds, in reading order.
  ///
  /// Without an older buffer, or with one of another size, these are all cells. Written over
  /// `old`, the runs make it equal to this buffer; no run holds a cell that did not change.
  func changes(since old: Buffer? = nil) -> [Run] {
    guard let old, old.size == size else { return runs { _ in true } }
    return cells.withUnsafeBufferPointer { new in
      old.cells.withUnsafeBufferPointer { old in
        runs { index in new[index] != old[index] }
      }
    }
  }

  private func runs(where isChanged: (Int) -> Bool) -> [Run] {
    var runs: [Run] = []
    for y in 0..<size.height {
      let row = (y * size.width)..<((y + 1) * size.width)
      var index = row.lowerBound
      while index < row.upperBound {
        guard isChanged(index) else {
          index += 1
          continue
        }
        let first = index
        let style = cells[first].style
        repeat {
          index += 1
        } while index < row.upperBound && isChanged(index)
          && cells[index].style == style
        let origin = Point(x: first - row.lowerBound, y: y)
        runs.append(Run(origin: origin, style: style, cells: cells[first..<index]))
      }
    }
    return runs
  }

  /// The background that most cells have, of equals the darkest; `nil` without cells.
  var commonestBackground: Color? {
    var counts: [Color: Int] = [:]
    for cell in cells { counts[cell.style.background, default: 0] += 1 }
    return counts.max { one, other in
      (one.value, other.key.weightedSum) < (other.value, one.key.weightedSum)
    }?.key
  }
}
