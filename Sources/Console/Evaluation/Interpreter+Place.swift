extension Interpreter {
    /// The place being evaluated, or where the last run ended: line and column from 1, columns in Unicode scalars.
    /// A host object reads it to learn where it was called from.
    package var currentPlace: (line: Int, column: Int) { (place.line, place.column) }
}
