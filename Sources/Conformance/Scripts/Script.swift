import Console
import ControllerConfiguration
import Specification
import Support

/// What a case or a setup says to do, read from its block.
package enum Script: Sendable {
    /// `pycon`: a session with the backend under test, or of real clients.
    case session(Session)
    /// `json`: requests to the reference, and its replies.
    case exchange(Exchange)
    /// `python`: a controller's configuration file.
    case configuration(String)
    /// `console`: a shell session; one that starts a controller is read as its command line.
    case shell(ShellSession)
    /// A block that only a compiler or nobody can run.
    case other

    /// Reads many blocks, on as many processors as there are: each block is read by itself.
    static func read(
        _ examples: [(block: ExampleBlock, isRunByPython: Bool)]
    ) -> [(script: Script, mistakes: [SourceError])] {
        examples.inParallel { Self.read($0.block, isRunByPython: $0.isRunByPython) }
    }

    /// Reads a block; the lines and columns of errors are those of the block.
    ///
    /// - Parameter isRunByPython: whether CPython runs the session, so that it may say anything that Python allows.
    package static func read(
        _ example: ExampleBlock, isRunByPython: Bool = false
    ) -> (script: Script, mistakes: [SourceError]) {
        switch example.language {
        case .pycon:
            let (session, mistakes) = Session.parse(example.text, isRunByPython: isRunByPython)
            return (.session(session), mistakes)
        case .json:
            let (exchange, mistakes) = Exchange.read(example.text)
            return (.exchange(exchange), mistakes)
        case .python: return (.configuration(example.text), ConfigurationFile.mistakes(in: example.text))
        case .console:
            let (session, mistakes) = ShellSession.read(example.text)
            return (.shell(session), mistakes)
        case .swift: return (.other, [])
        }
    }
}
