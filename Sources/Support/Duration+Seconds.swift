extension Duration {
    package var seconds: Double { self / .seconds(1) }

    /// The duration in seconds, to the millisecond: "2.5 s".
    package var inSeconds: String {
        let seconds = seconds
        return seconds == seconds.rounded() ? "\(Int(seconds)) s" : "\((seconds * 1000).rounded() / 1000) s"
    }
}
