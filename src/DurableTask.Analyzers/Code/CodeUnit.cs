using Microsoft.CodeAnalysis;

namespace DtnBox.DurableTask.Analyzers.Code;

/// <summary>What one method, accessor, lambda, local function or initializer does.</summary>
internal sealed class CodeUnit(ISymbol symbol)
{
    public ISymbol Symbol => symbol;

    /// <summary>Gets other units that run when this one does, or may.</summary>
    public List<ISymbol> Calls { get; } = [];

    /// <summary>Gets the types whose objects it makes.</summary>
    public List<INamedTypeSymbol> Creates { get; } = [];

    /// <summary>Gets fields that it fills with a logger of the context's.</summary>
    public List<ISymbol> SafeLoggers { get; } = [];

    public List<Finding> Findings { get; } = [];
}

/// <summary>Something that breaks a rule if an orchestration gets to it.</summary>
internal sealed class Finding(DiagnosticDescriptor rule, Location location, string what)
{
    public DiagnosticDescriptor Rule => rule;

    public Location Location => location;

    public string What => what;

    /// <summary>Gets the object's type that makes it harmless if orchestration code itself creates such objects.</summary>
    public ISymbol? UnlessCreated { get; set; }

    /// <summary>Gets the field that makes it harmless if orchestration code fills it.</summary>
    public ISymbol? UnlessFilled { get; set; }
}
