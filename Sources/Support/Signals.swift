import Glibc

/// What is to happen when a signal arrives.
package enum Signals {
    /// Whether whoever started the program has it ignore a signal, as `nohup` does.
    package static func isIgnored(_ number: CInt) -> Bool {
        var action = sigaction()
        sigaction(number, nil, &action)
        let handler = action.__sigaction_handler.sa_handler
        return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}
