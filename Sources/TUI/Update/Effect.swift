import Engine

/// Something the engine is asked for, as data: the runtime carries it out.
enum Effect: Equatable, Sendable {
  /// Find out everything about one image; by an attack, compare two models on it, too.
  case explore(index: Int, clipped: Bool, comparing: Comparison.Attack? = nil)
  case train(TrainingSettings)
  case pauseTraining
  case resumeTraining
  case stopTraining
  case resetTraining
  case saveModel(path: String)
  /// Find the smallest ε of every image.
  case analyse(clipped: Bool)
  case cancelAnalysis
  /// Measure how the scores of linear models change at several resolutions.
  case measureLinearGrowth(epsilon: Float)
  case cancelLinearGrowth
  case loadReference(path: String)
  case keepReference
  /// Attack one image.
  case attack(
    index: Int, [AttackSlot: AttackChoice], clipped: Bool, pace: Pace, isPaused: Bool)
  case pauseAttack
  case resumeAttack
  case stepAttack
  case cancelAttack
  case paceAttack(Pace)
  /// Find what attacks leave standing, by ε.
  case sweep([AttackSlot: AttackChoice], images: Int, clipped: Bool)
  case cancelSweep
  /// Find what an attack makes of one image for every ε of the slider.
  case attackCurve(CurveWish)
  case cancelAttackCurve
  /// Make an image for each class that the model is sure of.
  case fool(FoolingMethod, seed: UInt64, pace: Pace, isPaused: Bool)
  case pauseFooling
  case resumeFooling
  case stepFooling
  case cancelFooling
  case paceFooling(Pace)
  case savePicture(FoolingImage, shape: ImageShape, path: String)
  /// Find what photographs make of attacks' images, and what kinds of error they are.
  case measurePhysical([AttackSlot: AttackChoice], images: Int)
  case cancelPhysical
}
