/// A place in an example's source; both numbers are 1-based, columns in Unicode scalars.
struct Position: Sendable, Equatable {
    var line: Int
    var column: Int
}
