import ControllerConfiguration
import Specification
import Wire

/// Runs a case that judges only the reference: a conversation over the protocol, or a configuration's choice.
struct ReferenceCaseRunner {
    let suite: PreparedSuite

    /// Returns nil for a case that runs against a backend, in a shell or in a compiler.
    func run(_ testCase: Case) async -> CaseRunner.Ending? {
        switch suite.script(of: testCase) {
        case .exchange(let exchange): await run(exchange, of: testCase)
        case .configuration: choice(await PageAnswer(files: suite.configurationFiles(of: testCase)), of: testCase)
        case .shell(let session) where session.startsController:
            choice(
                await PageAnswer(session: testCase.body, files: suite.configurationFiles(of: testCase)), of: testCase)
        default: nil
        }
    }

    private func run(_ exchange: Exchange, of testCase: Case) async -> CaseRunner.Ending {
        let host = HostLoop(.dictDB())
        for step in exchange.steps {
            let reply = await step.reply(from: host)
            if step.accepts(reply) { continue }
            return .failed(
                CaseFailure(
                    source: step.source(in: testCase), setup: nil, input: step.request,
                    expected: String(decoding: step.reply.bytes, as: UTF8.self),
                    actual: String(decoding: reply, as: UTF8.self), reason: "the replies differ"))
        }
        return .passed
    }

    private func choice(_ answer: PageAnswer, of testCase: Case) -> CaseRunner.Ending {
        let expected = testCase.selects ?? ""
        guard answer.name != expected else { return .passed }
        let actual = if case .rejected(let text) = answer { text } else { answer.name }
        return .failed(
            CaseFailure(
                source: testCase.source, setup: nil, input: testCase.body, expected: expected, actual: actual,
                reason: "something else is selected"))
    }
}
