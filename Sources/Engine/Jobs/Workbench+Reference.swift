import Foundation

// The model to compare the one on show with.
extension Workbench {
  /// Reads a file as the model to compare with; "~/" is the user's home.
  ///
  /// Where it can't be read, or does not fit the data, a message says so and nothing changes; nor
  /// does anything where another model has been asked for meanwhile.
  public func loadReference(from path: String) {
    let path = NSString(string: path).expandingTildeInPath
    let request = state.withLock { state in
      state.referenceRequests += 1
      return state.referenceRequests
    }
    reading.async {
      guard let test = self.state.withLock(\.test) else { return }
      do throws(CheckpointError) {
        let checkpoint = try Checkpoint.load(path)
        do throws(CheckpointError) {
          try checkpoint.network.requireFit(test)
        } catch {
          throw .inFile(path: path, error)
        }
        self.state.withLock { state in
          guard state.referenceRequests == request else { return }
          state.version += 1
          self.show(
            Model(checkpoint, origin: checkpoint.origin(path: path), version: state.version),
            &state)
        }
        self.measureReference(on: test)
      } catch {
        self.mailbox.post { $0.messages.append(Message(text: "\(error)", isError: true)) }
      }
    }
  }

  /// Keeps the model on show as the one to compare with, whatever becomes of it in training.
  public func keepAsReference() {
    let test = state.withLock { state -> Dataset? in
      guard var model = state.shown else { return nil }
      state.referenceRequests += 1
      if let trained = state.trained {
        // The accuracy on show is that at the end of the last epoch.
        let recipe = trained.checkpoint.recipe
        model.news.accuracy = recipe?.testAccuracy
        model.news.origin = recipe.map { "kept at epoch \(Self.figure($0.epochsDone))" } ?? "kept"
      }
      show(model, &state)
      return state.test
    }
    guard let test else { return }
    reading.async { self.measureReference(on: test) }
  }

  /// Takes the model that the workbench was given to compare with or, where there is none that fits
  /// the data, the shipped one; or else that to begin with.
  func openReference(
    _ given: (checkpoint: Checkpoint, origin: String)?, beside initial: Model, _ test: Dataset
  ) {
    var reference: Model?
    if let given {
      do {
        try given.checkpoint.network.requireFit(test)
        reference = Model(given.checkpoint, origin: given.origin)
      } catch {
        mailbox.post { $0.messages.append(Message(text: "\(error)", isError: true)) }
      }
    }
    if reference == nil, let shipped = try? Checkpoint.shipped(),
      shipped.network != initial.checkpoint.network,
      (try? shipped.network.requireFit(test)) != nil
    {
      reference = Model(shipped, origin: "shipped")
    }
    state.withLock { state in
      guard state.reference == nil else { return }
      if reference != nil {
        state.version += 1
        reference?.news.version = state.version
      }
      show(reference ?? initial, &state)
    }
  }

  /// Finds the accuracy of the model to compare with, unless it is known.
  func measureReference(on test: Dataset) {
    guard let model = state.withLock(\.reference), model.news.accuracy == nil,
      let fraction = accuracy(of: model.checkpoint.network, on: test)?.fraction
    else { return }
    state.withLock { setReferenceAccuracy(fraction, ofVersion: model.news.version, &$0) }
  }

  /// Tells of an accuracy, where the model to compare with is still the one that has it.
  func setReferenceAccuracy(_ fraction: Double, ofVersion version: Int, _ state: inout State) {
    guard var news = state.reference?.news, news.version == version else { return }
    news.accuracy = fraction
    state.reference?.news = news
    mailbox.post { [news] in $0.reference = news }
  }

  /// A number with one decimal, or none where that is 0.
  private static func figure(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths.isMultiple(of: 10) ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }

  /// Makes a model the one to compare with, and compares.
  private func show(_ model: Model, _ state: inout State) {
    state.reference = model
    // What has been found out about the one before is not to be shown under its name.
    mailbox.post { news in
      news.reference = model.news
      news.comparison = nil
    }
    if state.wanted?.comparing != nil { exploreWanted(state) }
  }
}

extension Checkpoint {
  /// What is said on screen of where a file's network is from: its name, and what is assumed.
  public func origin(path: String) -> String {
    let name = URL(fileURLWithPath: path).lastPathComponent
    return activationSource == .assumed ? "\(name), ReLU assumed" : name
  }
}
