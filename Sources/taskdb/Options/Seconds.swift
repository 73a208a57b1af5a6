/// Times that the command line gives.
enum Seconds {
    /// Up to some thirty years: longer ones cannot be counted in nanoseconds.
    static let range = Double.leastNonzeroMagnitude..<1e9
    static let words = "a number of seconds above 0 and below 1000000000"
}
