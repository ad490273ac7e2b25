using DtnBox.LocalIdentity.Database;
using Microsoft.Extensions.Options;

namespace DtnBox.LocalIdentity.Configuration;

/// <summary>What keeps the provider from starting, in lines for the person who set it up.</summary>
internal static class StartFaults
{
    /// <summary>The faults in an exception; none when it is a defect of ours.</summary>
    public static IReadOnlyList<string> In(Exception exception) => exception switch
    {
        OptionsValidationException settings => [.. settings.Failures],
        StateDirectoryException directory => [directory.Message],
        SchemaException schema => [schema.Message],
        _ => [],
    };
}
