namespace DtnBox.FunctionsHost.Configuration;

/// <summary>A setting the host cannot start with: where it stands, what is wrong with it, and what to write instead.</summary>
internal sealed class AppConfigurationException(string where, string field, string problem, string fix)
    : Exception($"{where}: {field} {problem}. {fix}.");
