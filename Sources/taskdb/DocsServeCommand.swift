import ArgumentParser
import Conformance
import Diagnostics
import Foundation
import Site
import SiteServer
import Specification

struct DocsServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Show the site on this machine, and make it anew whenever a page changes.",
        discussion: """
            Only browsers on this machine are answered. An open page shows itself anew when it changed. Mistakes on the \
            pages are told, and the site shows what is sound.
            """)

    @Option(help: ArgumentHelp("The port to listen on; 0 takes any that is free.", valueName: "number"))
    var port: UInt16 = 8000

    @OptionGroup var site: SiteInputs
    @OptionGroup var docs: DocsOption

    func run() async throws {
        let live = LiveSite()
        var watched = WatchedPages(docs)
        let results = try site.results()
        var builder = try SiteBuilder(results, site.options(isServed: true))
        let (suite, diagnostics) = try watched.read()
        tell(diagnostics + docs.siteMistakes(suite, results))
        await live.update(builder.build(suite), images: docs.images)
        let server = LocalSiteServer(live, port: port)
        let (watching, building) = (watched, builder)
        let failure = await Interruption.cancelling { () async -> (any Error)? in
            await withTaskGroup(of: (any Error)?.self) { group in
                group.addTask {
                    do {
                        // Who started it need not read what it tells.
                        try await server.run { try? Terminal.write("Serving \($0)\n") }
                        return nil
                    } catch {
                        return Task.isCancelled ? nil : error
                    }
                }
                group.addTask {
                    await follow(watching, building, results, live)
                    return nil
                }
                let first = await group.next() ?? nil
                group.cancelAll()
                return first
            }
        }
        if let failure {
            throw ValidationError("port \(port) cannot be listened on: \(failure); --port 0 takes one that is free")
        }
    }

    /// Makes the site anew after each change, until cancelled.
    private func follow(_ watched: WatchedPages, _ builder: SiteBuilder, _ results: Results, _ live: LiveSite) async {
        var (watched, builder) = (watched, builder)
        while (try? await Task.sleep(for: .milliseconds(200))) != nil {
            guard watched.haveChanged else { continue }
            let start = ContinuousClock.now
            do {
                let (suite, diagnostics) = try watched.read()
                let count = await live.update(builder.build(suite), images: docs.images)
                let time = (ContinuousClock.now - start) / .milliseconds(1)
                try? Terminal.write("\(counted(count, "file")) changed, after \(Int(time.rounded())) ms\n")
                // The page is there to be seen before all links are looked at.
                tell(diagnostics + docs.siteMistakes(suite, results))
            } catch {
                Terminal.writeError("\(error)\n")
            }
        }
    }

    private func tell(_ diagnostics: [Diagnostic]) {
        guard !diagnostics.isEmpty else { return }
        Terminal.writeError(diagnostics.map { "\($0)\n" }.joined(separator: "\n"))
    }
}
