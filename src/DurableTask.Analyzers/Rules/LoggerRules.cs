using DtnBox.DurableTask.Analyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DtnBox.DurableTask.Analyzers.Rules;

/// <summary>Loggers that write the same line again at each replay: those that came from outside the orchestration.</summary>
/// <remarks>
/// Such a logger is in a member: injected into the orchestrator, or into an object that was. A member is harmless in
/// an object that orchestration code makes itself, for then what it was given is judged where it was given; and when
/// orchestration code fills it with a logger of the context's. Method parameters are judged at their callers.
/// </remarks>
internal static class LoggerRules
{
    public static Finding? OfMember(IMemberReferenceOperation reference, ITypeSymbol type, CodeUnit unit)
        => IsLogger(type) && !IsTarget(reference) && !IsMaking(unit.Symbol)
            ? Of(reference, reference.Member, reference.Member.IsStatic ? null : reference.Member.ContainingType)
            : null;

    /// <summary>A parameter of a primary constructor, used in a method, is a member in all but name.</summary>
    public static Finding? OfParameter(IParameterReferenceOperation reference, CodeUnit unit)
        => IsLogger(reference.Parameter.Type) && !IsMaking(unit.Symbol)
            && reference.Parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
            ? Of(reference, reference.Parameter, constructor.ContainingType)
            : null;

    /// <summary>A generated log method without a logger among its parameters takes the member of its object.</summary>
    public static Finding? OfInvocation(IInvocationOperation invocation)
    {
        IMethodSymbol method = invocation.TargetMethod;
        return method.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "LoggerMessageAttribute")
            && !method.Parameters.Any(parameter => IsLogger(parameter.Type))
            ? Of(invocation, method, method.ContainingType)
            : null;
    }

    /// <summary>The field or property that an assignment fills with a replay-safe logger, or null.</summary>
    public static ISymbol? FillsSafely(ISimpleAssignmentOperation assignment)
        => assignment.Target is IMemberReferenceOperation { Member: { } member }
            && Unwrap(assignment.Value) is IInvocationOperation { TargetMethod.Name: "CreateReplaySafeLogger" }
            ? member.OriginalDefinition
            : null;

    private static Finding Of(IOperation operation, ISymbol member, INamedTypeSymbol? holder)
        => new(
            OrchestrationRules.Logger,
            operation.Syntax.GetLocation(),
            member is IParameterSymbol ? member.Name : SymbolNames.Of(member))
        {
            UnlessCreated = holder?.OriginalDefinition,
            UnlessFilled = member.OriginalDefinition,
        };

    private static bool IsLogger(ITypeSymbol type)
        => IsILogger(type) || type.AllInterfaces.Any(IsILogger);

    private static bool IsILogger(ITypeSymbol type)
        => type is { Name: "ILogger" } && type.ContainingNamespace?.ToDisplayString() == "Microsoft.Extensions.Logging";

    private static bool IsTarget(IOperation reference)
        => reference.Parent is ISimpleAssignmentOperation assignment && assignment.Target == reference;

    /// <summary>Constructors and initializers pass loggers on; what counts is who uses them later.</summary>
    private static bool IsMaking(ISymbol unit)
        => unit is IFieldSymbol or IPropertySymbol or IMethodSymbol { MethodKind: MethodKind.Constructor };

    private static IOperation Unwrap(IOperation value) => value is IConversionOperation conversion ? conversion.Operand : value;
}
