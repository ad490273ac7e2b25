using Microsoft.CodeAnalysis;

namespace DtnBox.DurableTask.Analyzers.Code;

/// <summary>The types of the programming model, and what of a program is orchestration code by its shape.</summary>
internal sealed class DurableTypes
{
    private readonly INamedTypeSymbol _context;
    private readonly INamedTypeSymbol _orchestrator;

    private DurableTypes(INamedTypeSymbol context, INamedTypeSymbol orchestrator)
        => (_context, _orchestrator) = (context, orchestrator);

    /// <summary>Null in a compilation that does not know the programming model, and so has no orchestrators.</summary>
    public static DurableTypes? Find(Compilation compilation)
        => compilation.GetTypeByMetadataName("DtnBox.DurableTask.TaskOrchestrationContext") is { } context
            && compilation.GetTypeByMetadataName("DtnBox.DurableTask.ITaskOrchestrator") is { } orchestrator
            ? new DurableTypes(context, orchestrator)
            : null;

    public bool IsOrchestrator(ITypeSymbol? type)
        => type?.AllInterfaces.Contains(_orchestrator, SymbolEqualityComparer.Default) == true;

    /// <summary>
    /// Whether only an orchestration can run it: it takes the context, it belongs to an object that took it, or it makes
    /// an orchestrator.
    /// </summary>
    public bool BelongsToOrchestrations(ISymbol code)
    {
        INamedTypeSymbol? type = code.ContainingType;
        if (type is null || IsContext(type))
        {
            return false;
        }

        return TakesContext(code)
            || (!code.IsStatic && (IsOrchestrator(type)
                ? code is not IMethodSymbol method || method.MethodKind == MethodKind.Constructor
                : type.InstanceConstructors.Any(TakesContext)));
    }

    private bool TakesContext(ISymbol code)
        => code is IMethodSymbol method && method.Parameters.Any(parameter => IsContext(parameter.Type));

    private bool IsContext(ITypeSymbol type)
    {
        for (ITypeSymbol? line = type; line is not null; line = line.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(line, _context))
            {
                return true;
            }
        }

        return false;
    }
}
