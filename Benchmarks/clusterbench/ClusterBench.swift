import Controller
import Foundation
import Sockets
import Wire

/// Engines and a client that cost nearly nothing, for a controller that is measured. Runs commands, one a line of standard
/// input, and prints the seconds each took and its result.
///
///     clusterbench FOLDER
///
/// FOLDER holds the connection files of the controller. The commands:
///
/// - `engines N` registers so many engines at once; the result is how many engines the controller then lists.
/// - `tasks N WINDOW` sends N tasks to the load balancer, at most WINDOW of them without a result at any time; the result
///   is the number of distinct results.
@main struct ClusterBench {
    static func main() throws {
        guard CommandLine.arguments.count == 2 else { throw BenchError("usage: clusterbench FOLDER") }
        let folder = URL(fileURLWithPath: CommandLine.arguments[1])
        let info = try ConnectionInfo(
            clientFile: read(folder, "client"), engineFile: read(folder, "engine"))
        let cluster = try SyntheticCluster(info)
        let clock = ContinuousClock()
        while let line = readLine() {
            let words = line.split(separator: " ")
            let numbers = words.dropFirst().compactMap { Int($0) }
            var result = 0
            let spent = try clock.measure {
                switch (words.first, numbers.count) {
                case ("engines", 1): result = try cluster.addEngines(numbers[0])
                case ("tasks", 2): result = try cluster.run(numbers[0], window: numbers[1])
                default: throw BenchError("unknown command \(line)")
                }
            }
            print(spent / .seconds(1), result)
            fflush(nil)
        }
    }

    private static func read(_ folder: URL, _ side: String) throws -> JSON {
        try JSON(parsing: Array(Data(contentsOf: folder.appendingPathComponent("ipcontroller-\(side).json"))))
    }
}

/// Why a measurement cannot go on.
struct BenchError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
