import Fuzzing
import TaskDatabases
import Wire

/// A deviation from the correct behaviour: a handler between the requests and a correct database.
///
/// Faults are chained: each passes requests on to the next, and the last one to the database.
struct Fault: Sendable {
    typealias Next = @Sendable (Request) async throws -> Value
    typealias Handler = @Sendable (Request, @escaping Next) async throws -> Value

    /// Creates the handler for one backend, with its own state.
    let handler: @Sendable () -> Handler

    /// A fault with any handler and no state.
    static func handling(_ handler: @escaping Handler) -> Fault { Fault { handler } }

    /// A fault with state that lasts for as long as the backend runs.
    static func remembering<State: Sendable>(
        _ state: State, _ handler: @escaping @Sendable (Request, @escaping Next, Memory<State>) async throws -> Value
    ) -> Fault {
        Fault {
            let memory = Memory(state)
            return { try await handler($0, $1, memory) }
        }
    }

    /// A fault with state that is reset for each new database.
    static func rememberingInDatabase<State: Sendable>(
        _ state: State, _ handler: @escaping @Sendable (Request, @escaping Next, Memory<State>) async throws -> Value
    ) -> Fault {
        remembering(state) { request, next, memory in
            if case .open = request { memory.use { $0 = state } }
            return try await handler(request, next, memory)
        }
    }

    /// Chains faults in front of a database; the first fault sees each request first.
    static func chain(_ faults: [Fault], before database: @escaping Next) -> Next {
        faults.reversed().reduce(database) { next, fault in
            let handler = fault.handler()
            return { try await handler($0, next) }
        }
    }
}

// MARK: - Common faults

extension Fault {
    /// Replaces requests.
    static func requests(_ change: @escaping @Sendable (Request) -> Request) -> Fault {
        .handling { request, next in try await next(change(request)) }
    }

    /// Replaces the records or updates that are stored.
    static func recordsIn(
        _ methods: [Method] = [.add, .update], _ change: @escaping @Sendable (Document) -> Document
    ) -> Fault {
        .requests { request in
            guard let record = request.record, methods.contains(request.databaseMethod) else { return request }
            return request.replacing(record: change(record))
        }
    }

    /// Replaces checks, by default in both methods that take one.
    static func checks(
        _ methods: [Method] = [.find, .dropMatching], _ change: @escaping @Sendable (Document) -> Document
    ) -> Fault {
        .requests { request in
            guard let check = request.check, methods.contains(request.databaseMethod) else { return request }
            return request.replacing(check: change(check))
        }
    }

    /// Replaces the result of a method.
    static func replies(to method: Method, _ change: @escaping @Sendable (Value, Request) -> Value) -> Fault {
        .handling { request, next in
            let reply = try await next(request)
            return request.databaseMethod == method ? change(reply, request) : reply
        }
    }

    /// Replaces the records that are returned.
    static func recordsOut(
        _ methods: [Method] = [.get, .find], _ change: @escaping @Sendable (Document) -> Document
    ) -> Fault {
        .handling { request, next in
            let reply = try await next(request)
            guard methods.contains(request.databaseMethod) else { return reply }
            return reply.mapRecords(change)
        }
    }

    /// Raises an error for some valid requests.
    static func refusing(
        _ type: String = "ValueError", bases: [String] = ["Exception"],
        _ isRefused: @escaping @Sendable (Request) -> Bool
    ) -> Fault {
        .handling { request, next in
            if isRefused(request) { throw RaisedError(type: type, bases: bases, message: "refused") }
            return try await next(request)
        }
    }

    /// Replaces the type of every error of some methods.
    static func errors(_ methods: [Method], as type: String, bases: [String] = ["Exception"]) -> Fault {
        .handling { request, next in
            do {
                return try await next(request)
            } catch let error as RaisedError where methods.contains(request.databaseMethod) {
                throw RaisedError(type: type, bases: bases, message: error.message)
            }
        }
    }

    /// Returns a result instead of raising some errors.
    static func silence(
        _ reply: Value = .null, _ isSilenced: @escaping @Sendable (Request, RaisedError) -> Bool
    ) -> Fault {
        .handling { request, next in
            do {
                return try await next(request)
            } catch let error as RaisedError where isSilenced(request, error) {
                return reply
            }
        }
    }

    /// Returns None for some requests without executing them.
    static func ignoring(_ isIgnored: @escaping @Sendable (Request) -> Bool) -> Fault {
        .handling { request, next in isIgnored(request) ? .null : try await next(request) }
    }

    /// Handles one method with a function; other requests are passed on.
    static func method(_ method: Method, _ handler: @escaping Handler) -> Fault {
        .handling { request, next in
            try await request.databaseMethod == method ? handler(request, next) : next(request)
        }
    }
}

extension [Method] {
    func contains(_ method: Method?) -> Bool { method.map { contains($0) } ?? false }
}
