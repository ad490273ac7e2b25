using Microsoft.CodeAnalysis;

namespace DtnBox.DurableTask.Analyzers.Code;

/// <summary>Names in messages: <c>Type.Member</c>, as one would write them.</summary>
internal static class SymbolNames
{
    public static string Of(ISymbol symbol) => symbol switch
    {
        IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction, ContainingSymbol: { } around }
            => Of(around),
        IMethodSymbol { AssociatedSymbol: { } property } => Of(property),
        IMethodSymbol { MethodKind: MethodKind.Constructor } => $"new {symbol.ContainingType.Name}",
        INamedTypeSymbol => symbol.Name,
        _ => symbol.ContainingType is { } type ? $"{type.Name}.{symbol.Name}" : symbol.Name,
    };
}
