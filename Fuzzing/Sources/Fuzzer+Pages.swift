import Conformance
import Console
import ControllerConfiguration
import Diagnostics
import Markdown
import Specification

extension Fuzzer {
    /// A page: its marks, its sessions, the errors in it, and its rendering.
    static let pages = Fuzzer("pages") { bytes in
        let (suite, diagnostics) = PreparedSuite.prepare(Suite.load(pages: [("page.md", bytes)]))
        _ = diagnostics.map(\.description)
        for page in suite.suite.pages { _ = HTMLRenderer.render(page.document, PlainHTML()) }
    }

    /// A session of the console subset: what its examples do and print.
    static let console = Fuzzer("console") { bytes in
        let (session, _) = Session.parse(String(decoding: bytes, as: UTF8.self))
        waiting {
            let interpreter = Interpreter()
            for example in session.examples {
                _ = (try? await interpreter.run(example))?.text
            }
        }
    }

    /// A configuration file of the controller.
    static let configurations = Fuzzer("configurations") { bytes in
        let file = ConfigurationFile(path: "ipcontroller_config.py", text: String(decoding: bytes, as: UTF8.self))
        waiting {
            do throws(ConfigurationError) {
                _ = try await ControllerConfigurationReader(files: [file])
            } catch {
                _ = error.description
            }
        }
    }
}
