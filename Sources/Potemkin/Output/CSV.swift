import Engine
import Foundation

/// Writes a table for other programs, whole or not at all.
func writeCSV(header: String, _ rows: [String], to path: String) throws {
  do {
    try AtomicFile.write(Data(([header] + rows).map { $0 + "\n" }.joined().utf8), to: path)
  } catch {
    throw TableFailure(path: path, reason: error)
  }
}

/// Finds out before the work, not after it, that a table can't be written.
func requireWritableTable(_ path: String?) throws {
  guard let path else { return }
  do {
    try AtomicFile.requireWritable(path)
  } catch {
    throw TableFailure(path: path, reason: error)
  }
}

/// A table that could not be written.
private struct TableFailure: Error, CustomStringConvertible {
  let path: String
  let reason: any Error

  var description: String {
    "can't write the table \(path): \(reason). What was there before is untouched; "
      + "choose another place with --csv."
  }
}
