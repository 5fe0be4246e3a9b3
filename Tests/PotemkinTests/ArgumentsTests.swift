import Testing

@testable import Potemkin
