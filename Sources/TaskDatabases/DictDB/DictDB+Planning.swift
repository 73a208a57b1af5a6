extension Query {
    /// Where a store with indexes has to look: every match is inside.
    struct Scope: Sendable, Equatable {
        /// The msg_ids that can match; nil where the query does not say.
        var msgIDs: [ExactText]?
        /// The texts that `engine_uuid` and `client_uuid` can hold; nil where the query does not say, or allows other values.
        var engines: [ExactText]?
        var clients: [ExactText]?
        /// Whether finished records, and whether pending ones, can match.
        var finished = true
        var pending = true
        /// Bounds of `submitted`, both included; a record without one is outside as soon as there is a bound.
        var earliest: Instant?
        var latest: Instant?
        /// Whether all that is inside matches.
        var isExact = true
    }

    var scope: Scope {
        var scope = Scope()
        for condition in conditions {
            let isNarrowed =
                switch condition.field {
                case "msg_id": scope.narrow(msgID: condition.operator)
                case "engine_uuid": scope.narrow(\.engines, condition.operator)
                case "client_uuid": scope.narrow(\.clients, condition.operator)
                case "completed": scope.narrow(completed: condition.operator)
                case "submitted": scope.narrow(submitted: condition.operator)
                default: false
                }
            scope.isExact = isNarrowed && conditions.count == 1
        }
        return scope
    }
}

/// Each of these returns whether the test is passed by nothing else than what is left inside.
extension Query.Scope {
    /// A msg_id is always a text: other operands match none.
    fileprivate mutating func narrow(msgID test: Query.Operator) -> Bool {
        switch test {
        case .equal(.text(let text)): msgIDs = [ExactText(text)]
        case .in(let operands): msgIDs = Array(operands.texts)
        default: return false
        }
        return true
    }

    fileprivate mutating func narrow(_ texts: WritableKeyPath<Self, [ExactText]?>, _ test: Query.Operator) -> Bool {
        switch test {
        case .equal(.text(let text)): self[keyPath: texts] = [ExactText(text)]
        case .in(let operands):
            guard operands.texts.count == operands.count else { return false }
            self[keyPath: texts] = Array(operands.texts)
        default: return false
        }
        return true
    }

    /// It holds an instant or null.
    fileprivate mutating func narrow(completed test: Query.Operator) -> Bool {
        switch test {
        case .equal(.null):
            finished = false
            return true
        case .notEqual(.null):
            pending = false
            return true
        case .equal(.instant), .range:
            pending = false
            return false
        default: return false
        }
    }

    fileprivate mutating func narrow(submitted test: Query.Operator) -> Bool {
        switch test {
        case .equal(.instant(let instant)):
            narrow(from: instant, to: instant)
            return true
        case .range(let comparison, .instant(let instant)):
            switch comparison {
            case .greater, .greaterOrEqual: narrow(from: instant, to: nil)
            case .less, .lessOrEqual: narrow(from: nil, to: instant)
            }
            return comparison == .greaterOrEqual || comparison == .lessOrEqual
        default: return false
        }
    }

    private mutating func narrow(from: Instant?, to: Instant?) {
        if let from { earliest = earliest.map { max($0, from) } ?? from }
        if let to { latest = latest.map { min($0, to) } ?? to }
    }
}
