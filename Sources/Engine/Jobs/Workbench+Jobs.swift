/// Work that a front end starts, and may end early.
protocol Job: AnyObject, Sendable {
  func start()
  /// Says at once that it is cancelled, and ends soon; where it has ended nothing changes.
  func cancel()
}

extension BackgroundJob: Job {}
extension WatchedJob: Job {}

// What all requests for such work have in common.
extension Workbench {
  /// Starts a job in place of the one of its kind, which is cancelled.
  ///
  /// - Parameters:
  ///   - place: Where the job is kept.
  ///   - make: Makes it; `nil`, with which nothing happens, where something is not there yet.
  func replace<J: Job>(
    _ place: WritableKeyPath<State, J?>, by make: (State) -> J?
  ) {
    let (previous, job) = state.withLock { state -> (J?, J?) in
      guard let job = make(state) else { return (nil, nil) }
      defer { state[keyPath: place] = job }
      return (state[keyPath: place], job)
    }
    previous?.cancel()
    job?.start()
  }

  /// Tells of a picture of a job, unless another has begun in its place.
  func receive<J: Job, Picture>(
    _ picture: Picture, from job: J, _ place: KeyPath<State, J?>,
    _ news: WritableKeyPath<News, Picture?>
  ) {
    // Posted under the lock, so that a picture of the one before can't come after.
    state.withLock { state in
      guard state[keyPath: place] === job else { return }
      mailbox.post { $0[keyPath: news] = picture }
    }
  }
}
