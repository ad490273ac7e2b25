using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace DtnBox.DurableTask.Analyzers.Rules;

/// <summary>The banned members as this compilation knows them.</summary>
internal sealed class BannedApiIndex
{
    private static readonly BannedApi AzureClient = new(OrchestrationRules.InputOutput, "Azure.*Client");

    private readonly Dictionary<ISymbol, List<BannedApi>> _byType = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, BannedApi[]> _found = new(SymbolEqualityComparer.Default);

    public BannedApiIndex(Compilation compilation)
    {
        foreach (BannedApi api in BannedApis.All)
        {
            foreach (INamedTypeSymbol type in compilation.GetTypesByMetadataName(api.Type))
            {
                if (!_byType.TryGetValue(type, out List<BannedApi> rows))
                {
                    _byType.Add(type, rows = []);
                }

                rows.Add(api);
            }
        }
    }

    /// <summary>The rule that forbids a member, or null.</summary>
    public DiagnosticDescriptor? Find(ISymbol member)
        => member.ContainingType is { } type ? Of(type).FirstOrDefault(api => api.Covers(member))?.Rule : null;

    /// <summary>The rule that forbids to do anything with objects of a type, or null.</summary>
    public DiagnosticDescriptor? Find(ITypeSymbol? type)
        => type is INamedTypeSymbol named ? Of(named).FirstOrDefault(api => api.IsWholeType)?.Rule : null;

    private BannedApi[] Of(INamedTypeSymbol type) => _found.GetOrAdd(type.OriginalDefinition, _ => [.. Look(type)]);

    private IEnumerable<BannedApi> Look(INamedTypeSymbol type)
    {
        if (Line(type).Any(IsAzureClient))
        {
            yield return AzureClient;
        }

        foreach (INamedTypeSymbol each in Line(type).Concat(type.AllInterfaces))
        {
            if (_byType.TryGetValue(each.OriginalDefinition, out List<BannedApi> rows))
            {
                foreach (BannedApi row in rows)
                {
                    yield return row;
                }
            }
        }
    }

    private static IEnumerable<INamedTypeSymbol> Line(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? line = type; line is not null; line = line.BaseType)
        {
            yield return line;
        }
    }

    /// <summary>The clients of the Azure SDK have no common base; by its guidelines all are named alike.</summary>
    private static bool IsAzureClient(INamedTypeSymbol type)
    {
        string space = type.ContainingNamespace?.ToDisplayString() ?? string.Empty;
        return type.Name.EndsWith("Client", StringComparison.Ordinal)
            && (space.StartsWith("Azure.", StringComparison.Ordinal) || space.StartsWith("Microsoft.Azure.", StringComparison.Ordinal));
    }
}
