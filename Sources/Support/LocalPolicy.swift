/// What browsers must observe in all that is served on this machine.
package enum LocalPolicy {
    /// The headers of a response: what it may load, that no other page frames it, and that its type is not guessed.
    ///
    /// - Parameter contents: the directives of the Content-Security-Policy but `frame-ancestors`.
    package static func headers(contents: String) -> [(name: String, value: String)] {
        [
            ("Content-Security-Policy", contents + "; frame-ancestors 'none'"), ("X-Content-Type-Options", "nosniff"),
        ]
    }
}
