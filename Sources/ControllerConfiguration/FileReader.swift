import Console
import Diagnostics

/// Runs a configuration file and records its settings.
enum FileReader {
    /// Returns the settings up to the file's end, or up to the error that stopped it, with that error.
    static func read(_ file: ConfigurationFile) async -> (settings: [Setting], diagnostic: ConfigurationDiagnostic?) {
        let lines = SourceLines(file)
        let interpreter = Interpreter()
        let journal = Journal(lines, interpreter)
        let root = Object.host(Section(journal: journal))
        interpreter.define("c", root)
        interpreter.define("get_config", .builtin(HostFunction("get_config") { _ in root }))
        interpreter.define(
            "load_subconfig",
            .builtin(
                HostFunction("load_subconfig") { _ in
                    throw PythonException(type: "NotImplementedError", message: "`load_subconfig` is not supported")
                }))
        let failure = await run(file.text, in: interpreter)
        let diagnostic = failure.map { place, message in
            ConfigurationDiagnostic(place, in: lines, RejectedSetting(message.onOneLine))
        }
        return (journal.settings, diagnostic)
    }

    private static func run(_ text: String, in interpreter: Interpreter) async
        -> (place: SourceSpan, message: String)?
    {
        do {
            guard case .raised(let exception) = try await interpreter.run(text).result else { return nil }
            let place = interpreter.currentPlace
            return (SourceSpan(line: place.line, column: place.column, length: 1), exception.lastLine)
        } catch let error as SourceError {
            return (SourceSpan(line: error.line, column: error.column, length: 1), error.message)
        } catch {
            let place = interpreter.currentPlace
            return (SourceSpan(line: place.line, column: place.column, length: 1), "\(error)")
        }
    }
}
