using DtnBox.DurableTask;

namespace DtnBox.FunctionsHost.Configuration;

/// <summary>What host.json says about versions of orchestrations: the app's own, and what to do with instances of another.</summary>
/// <param name="DefaultVersion">The version of instances that are started without one; null when there is none.</param>
/// <param name="Match">Which instances this app may run. Null when host.json names neither this nor a version: all.</param>
internal sealed record OrchestrationVersioning(
    string? DefaultVersion, VersionMatchStrategy? Match, VersionFailureStrategy Failure)
{
    public static OrchestrationVersioning Read(JsonSection durable)
    {
        string? version = durable["defaultVersion"].Text();
        VersionMatchStrategy? match = durable["versionMatchStrategy"].Choice<VersionMatchStrategy>();
        return new OrchestrationVersioning(
            version,
            match ?? (version is null ? null : VersionMatchStrategy.CurrentOrOlder),
            durable["versionFailureStrategy"].Choice<VersionFailureStrategy>() ?? VersionFailureStrategy.Reject);
    }

    /// <summary>Tells why this app may not run an instance of a version; null when it may.</summary>
    public string? Mismatch(string? instanceVersion)
    {
        string theirs = instanceVersion ?? "";
        string ours = DefaultVersion ?? "";
        return Match switch
        {
            VersionMatchStrategy.Strict when VersionOrder.Compare(theirs, ours) != 0
                => $"the instance's version '{theirs}' is not the app's, '{ours}' (versionMatchStrategy Strict)",
            VersionMatchStrategy.CurrentOrOlder when VersionOrder.Compare(theirs, ours) > 0
                => $"the instance's version '{theirs}' is newer than the app's, '{ours}' (versionMatchStrategy CurrentOrOlder)",
            _ => null,
        };
    }
}

/// <summary>Which instances an app may run, by their version and its own.</summary>
internal enum VersionMatchStrategy
{
    /// <summary>All.</summary>
    None,

    /// <summary>Those of the app's own version.</summary>
    Strict,

    /// <summary>Those of the app's own version or an older one.</summary>
    CurrentOrOlder,
}

/// <summary>What becomes of an instance that the app may not run.</summary>
internal enum VersionFailureStrategy
{
    /// <summary>It stays as it is, for a host with an app that may.</summary>
    Reject,

    /// <summary>It fails.</summary>
    Fail,
}
