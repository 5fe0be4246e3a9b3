import Foundation

// Images of nothing that the model on show is sure of.
extension Workbench {
  /// Makes an image for each class that the model on show is sure of, in place of any such images.
  ///
  /// Nothing happens before the model is there. The images keep to it, as attacks do.
  ///
  /// - Parameters:
  ///   - seed: Where its chance starts from; each class gets what it gets alone by the same seed.
  ///   - isPaused: Whether it waits before its first round.
  public func fool(_ method: FoolingMethod, seed: UInt64, pace: Pace, isPaused: Bool = false) {
    replace(\.fooling) { state in
      state.shown.map { model in
        FoolingJob(
          method, seed: seed, on: model.checkpoint.network, model.news, pace: pace,
          isPaused: isPaused
        ) { [weak self] in self?.receive($1, from: $0, \.fooling, \.fooling) }
      }
    }
  }

  /// Pauses the making of the images, before its next round.
  public func pauseFooling() { state.withLock(\.fooling)?.pause() }

  /// Goes on with images that are paused.
  public func resumeFooling() { state.withLock(\.fooling)?.resume() }

  /// Lets each class have one round more, and pauses.
  public func stepFooling() { state.withLock(\.fooling)?.step() }

  /// Ends the making of the images; what there is of them stays.
  public func cancelFooling() { state.withLock(\.fooling)?.cancel() }

  /// Makes the rounds faster or slower.
  public func setFoolingPace(_ pace: Pace) { state.withLock(\.fooling)?.setPace(pace) }

  /// Saves an image as a picture file, whole or not at all; "~/" is the user's home.
  public func savePicture(_ image: FoolingImage, of shape: ImageShape, to path: String) {
    let path = NSString(string: path).expandingTildeInPath
    saving.async { [mailbox] in
      do throws(PictureFailure) {
        try Netpbm.write(image.pixels, shape: shape, to: path)
        mailbox.post { $0.messages.append(Message(text: "saved \(path)", isError: false)) }
      } catch {
        mailbox.post { $0.messages.append(Message(text: "\(error)", isError: true)) }
      }
    }
  }
}
