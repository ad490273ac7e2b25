using System.Collections.Immutable;
using DtnBox.DurableTask.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DtnBox.DurableTask.Analyzers.Code;

/// <summary>Reads one body: lambdas and local functions in it are units of their own.</summary>
/// <remarks>A lambda may run whenever the code that makes it runs; a local function only when it is named.</remarks>
internal sealed class BodyReader : OperationWalker
{
    private readonly CallGraph _graph;
    private readonly BannedApiIndex _apis;
    private CodeUnit _unit;

    private BodyReader(CodeUnit unit, CallGraph graph, BannedApiIndex apis)
        => (_unit, _graph, _apis) = (unit, graph, apis);

    public static void Read(ISymbol owner, ImmutableArray<IOperation> blocks, CallGraph graph, BannedApiIndex apis)
    {
        CodeUnit unit = graph.Add(owner);
        Dispatch.AddTo(graph, unit.Symbol);

        // The parts of a partial member come one by one, perhaps at the same time.
        lock (unit)
        {
            var reader = new BodyReader(unit, graph, apis);
            foreach (IOperation block in blocks)
            {
                reader.Visit(block);
            }
        }
    }

    public override void VisitAnonymousFunction(IAnonymousFunctionOperation operation)
    {
        Call(operation.Symbol);
        Within(operation.Symbol, () => base.VisitAnonymousFunction(operation));
    }

    public override void VisitLocalFunction(ILocalFunctionOperation operation)
        => Within(operation.Symbol, () => base.VisitLocalFunction(operation));

    public override void VisitNameOf(INameOfOperation operation)
    {
        // A name runs nothing.
    }

    public override void VisitInvocation(IInvocationOperation operation)
    {
        IMethodSymbol method = operation.TargetMethod.ReducedFrom ?? operation.TargetMethod;
        Call(method);
        DiagnosticDescriptor? rule = _apis.Find(method)
            ?? (TaskRules.Leaves(operation) ? OrchestrationRules.Tasks : null)
            ?? (StaticStateRules.Changes(operation) ? OrchestrationRules.StaticState : null)
            ?? OfArguments(operation);
        Report(rule, operation, method);
        Report(LoggerRules.OfInvocation(operation));
        base.VisitInvocation(operation);
    }

    public override void VisitObjectCreation(IObjectCreationOperation operation)
    {
        if (operation.Constructor is { } constructor)
        {
            Report(_apis.Find(constructor), operation, constructor);
            Call(constructor);
            Create(constructor.ContainingType);
        }

        base.VisitObjectCreation(operation);
    }

    public override void VisitPropertyReference(IPropertyReferenceOperation operation)
    {
        IPropertySymbol property = operation.Property;
        Report(
            _apis.Find(property) ?? (StaticStateRules.MayChange(property) ? OrchestrationRules.StaticState : null),
            operation,
            property);
        Report(LoggerRules.OfMember(operation, property.Type, _unit));
        Call(property.GetMethod);
        Call(property.SetMethod);
        CallInitializer(property);
        base.VisitPropertyReference(operation);
    }

    public override void VisitFieldReference(IFieldReferenceOperation operation)
    {
        if (StaticStateRules.MayChange(operation.Field))
        {
            Report(OrchestrationRules.StaticState, operation, operation.Field);
        }

        Report(LoggerRules.OfMember(operation, operation.Field.Type, _unit));
        CallInitializer(operation.Field);
        base.VisitFieldReference(operation);
    }

    public override void VisitParameterReference(IParameterReferenceOperation operation)
        => Report(LoggerRules.OfParameter(operation, _unit));

    public override void VisitMethodReference(IMethodReferenceOperation operation)
    {
        Call(operation.Method);
        Report(_apis.Find(operation.Method), operation, operation.Method);
        base.VisitMethodReference(operation);
    }

    public override void VisitSimpleAssignment(ISimpleAssignmentOperation operation)
    {
        ReportChange(operation.Target);
        if (LoggerRules.FillsSafely(operation) is { } field)
        {
            _unit.SafeLoggers.Add(field);
        }

        base.VisitSimpleAssignment(operation);
    }

    public override void VisitCompoundAssignment(ICompoundAssignmentOperation operation)
    {
        ReportChange(operation.Target);
        base.VisitCompoundAssignment(operation);
    }

    public override void VisitCoalesceAssignment(ICoalesceAssignmentOperation operation)
    {
        ReportChange(operation.Target);
        base.VisitCoalesceAssignment(operation);
    }

    public override void VisitIncrementOrDecrement(IIncrementOrDecrementOperation operation)
    {
        ReportChange(operation.Target);
        base.VisitIncrementOrDecrement(operation);
    }

    public override void VisitBinaryOperator(IBinaryOperation operation)
    {
        Call(operation.OperatorMethod);
        base.VisitBinaryOperator(operation);
    }

    public override void VisitConversion(IConversionOperation operation)
    {
        Call(operation.OperatorMethod);
        base.VisitConversion(operation);
    }

    private void Within(ISymbol symbol, Action read)
    {
        CodeUnit around = _unit;
        _unit = _graph.Add(symbol);
        read();
        _unit = around;
    }

    private void Call(ISymbol? symbol)
    {
        if (symbol is not null)
        {
            _unit.Calls.Add(CallGraph.Key(symbol));
        }
    }

    /// <summary>A static field's initializer runs once in each process, before its first use.</summary>
    private void CallInitializer(ISymbol member)
    {
        if (member.IsStatic)
        {
            Call(member);
        }
    }

    /// <summary>What runs when an object is made: the constructor, and the initializers of its fields and properties.</summary>
    private void Create(INamedTypeSymbol type)
    {
        _unit.Creates.Add(type.OriginalDefinition);
        foreach (ISymbol member in type.OriginalDefinition.GetMembers())
        {
            if (!member.IsStatic && member is IFieldSymbol or IPropertySymbol)
            {
                Call(member);
            }
        }
    }

    /// <summary>An extension method, or other foreign code, that is handed something an orchestration must not use.</summary>
    private DiagnosticDescriptor? OfArguments(IInvocationOperation operation)
        => operation.TargetMethod.DeclaringSyntaxReferences.Length > 0
            ? null
            : operation.Arguments
                .Select(argument => _apis.Find(argument.Value is IConversionOperation conversion
                    ? conversion.Operand.Type
                    : argument.Value.Type))
                .FirstOrDefault(rule => rule is not null);

    private void ReportChange(IOperation target)
    {
        if (StaticStateRules.ChangedBy(target) is { } member)
        {
            Report(OrchestrationRules.StaticState, target, member);
        }
    }

    private void Report(DiagnosticDescriptor? rule, IOperation operation, ISymbol what)
    {
        if (rule is not null)
        {
            Report(new Finding(rule, operation.Syntax.GetLocation(), SymbolNames.Of(what)));
        }
    }

    private void Report(Finding? finding)
    {
        if (finding is not null)
        {
            _unit.Findings.Add(finding);
        }
    }
}
