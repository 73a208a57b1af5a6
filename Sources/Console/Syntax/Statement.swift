/// A statement with its place.
struct Statement {
    let kind: Kind
    let position: Position

    enum Kind {
        case expression(Expression)
        case assignment([Target], Expression)
        case augmented(Target, BinaryOperator, Expression)
        case delete([Target])
        case loop(Target, Expression, [Statement])
        case choice([Branch], otherwise: [Statement])
        case importModule([(module: String, name: String)])
        case importNames([(name: String, alias: String, position: Position)])
        case pass
        case leaveLoop
        case nextTurn
    }

    struct Branch {
        let condition: Expression
        let body: [Statement]
    }
}
