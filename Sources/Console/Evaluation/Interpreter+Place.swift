extension Interpreter {
    /// Where evaluation stands, both numbers 1-based, columns in Unicode scalars: what a host object that is being
    /// asked, changed or called says of its caller. After a run, where that ended.
    package var currentPlace: (line: Int, column: Int) { (place.line, place.column) }
}
