import Specification
import TaskDatabases
import Wire

/// Holds the conversations of a page with a program that speaks the protocol.
///
/// The program may answer otherwise than the page shows where the protocol leaves it open: it describes itself in its own
/// words, writes values in any of their forms, and may give a record keys of which nothing is known.
struct ConversationRunner {
    let backend: any ConversingBackend

    /// Whether the program is another one or has ended after the conversation, so that it has to be started again.
    static func usesUpProgram(_ exchange: Exchange) -> Bool {
        exchange.steps.contains { ["initialize", "shutdown"].contains($0.method) }
    }

    /// - Throws: ``BackendError`` if there was no reply; `CancellationError`.
    func run(_ exchange: Exchange, of testCase: Case) async throws -> CaseRunner.Ending {
        try await begin(exchange)
        for step in exchange.steps {
            let reply: [UInt8]
            do {
                reply = try await backend.converse(Array(step.request.utf8), method: step.method)
            } catch let error as BackendError {
                throw error.at(step.source(in: testCase), step.request)
            }
            if let reason = step.fault(of: reply) {
                return .failed(Self.failure(step, testCase, String(decoding: reply, as: UTF8.self), reason))
            }
            if step.method == "shutdown", let error = await backend.conclude() {
                return .failed(Self.failure(step, testCase, String(decoding: reply, as: UTF8.self), error.reason))
            }
        }
        return .passed
    }

    /// A conversation that opens a database first can be held with a program in any state, any other needs a new one.
    private func begin(_ exchange: Exchange) async throws {
        switch exchange.steps.first?.method {
        case "open": break
        case "initialize": try await backend.startSilently()
        default: _ = try await backend.start()
        }
    }

    private static func failure(
        _ step: Exchange.Step, _ testCase: Case, _ actual: String, _ reason: String
    ) -> CaseFailure {
        CaseFailure(
            source: step.source(in: testCase), setup: nil, input: step.request,
            expected: String(decoding: step.reply.bytes, as: UTF8.self), actual: actual, reason: reason)
    }
}

extension Exchange {
    /// Whether the conversation shows that there is nothing to open again.
    var expectsNoReopening: Bool { steps.contains { $0.method == "reopen" && $0.reply["error"] != nil } }
}

extension Exchange.Step {
    /// The method in the request; empty if there is none.
    var method: String {
        guard let json = try? JSON(parsing: Array(request.utf8)), case .string(let method)? = json["method"] else {
            return ""
        }
        return method
    }

    /// What is wrong with a program's reply; nil if the protocol allows it in place of the one on the page.
    func fault(of bytes: [UInt8]) -> String? {
        do {
            let reply = try JSON(parsing: bytes)
            let mismatch = self.reply.mismatch(of: reply, passingOver: ["error.data", Self.inErrorData])?.description
            let request = try JSON(parsing: Array(request.utf8))
            guard case .integer(let id)? = request["id"] else { return mismatch }
            guard case .result(let result) = try Reply(reply, id: id), let expected = self.reply["result"] else {
                return mismatch
            }
            if method == "initialize" {
                _ = try BackendInfo(result)
                return nil
            }
            if mismatch == nil { return nil }
            let value = try Value(extendedJSON: result, at: "result")
            let isSame = try Value(extendedJSON: expected, at: "result").isAnswered(by: value)
            return isSame ? nil : mismatch
        } catch let error as JSONError {
            return "expected a reply of one line of JSON: \(error)"
        } catch {
            return "\(error)"
        }
    }
}

extension Value {
    /// Whether a program may answer this value. A record may have more of its keys, if nothing is in them.
    fileprivate func isAnswered(by other: Value) -> Bool {
        switch (self, other) {
        case (.list(let expected), .list(let actual)):
            return expected.count == actual.count && zip(expected, actual).allSatisfy { $0.isAnswered(by: $1) }
        case (.document(let expected), .document(let actual)):
            let hasAll = expected.allSatisfy { name, value in actual[name] == value }
            let more = actual.filter { expected[$0.name] == nil }
            return hasAll
                && more.allSatisfy { TaskRecord.keys.contains($0.name) && ($0.value == .null || $0.value == "") }
        default: return self == other
        }
    }
}
