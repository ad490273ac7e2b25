using Microsoft.CodeAnalysis;

namespace DtnBox.DurableTask.Analyzers.Rules;

/// <summary>Members of one type, and of what derives from it, that an orchestration must not use.</summary>
internal sealed class BannedApi(
    DiagnosticDescriptor rule, string type, string[]? members = null, Func<ISymbol, bool>? when = null)
{
    public const string Constructor = ".ctor";

    public DiagnosticDescriptor Rule => rule;

    /// <summary>Gets the full metadata name.</summary>
    public string Type => type;

    /// <summary>Gets whether an object of the type is of no use to an orchestration, whatever is done with it.</summary>
    public bool IsWholeType => members is null && when is null;

    public bool Covers(ISymbol member)
        => (members is null || members.Contains(member.Name, StringComparer.Ordinal)) && when?.Invoke(member) != false;
}
