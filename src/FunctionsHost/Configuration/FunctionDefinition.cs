namespace DtnBox.FunctionsHost.Configuration;

/// <summary>One function folder: its name, and the trigger that its function.json declares.</summary>
internal abstract record FunctionDefinition(string Name);

internal sealed record HttpFunction(string Name, string Route, IReadOnlyList<string> Methods) : FunctionDefinition(Name);

/// <summary>An orchestrator or activity; <paramref name="Binding"/> is the key of its input in the invocation.</summary>
internal sealed record OrchestratorFunction(string Name, string Alias, string Binding) : FunctionDefinition(Name);

internal sealed record ActivityFunction(string Name, string Alias, string Binding) : FunctionDefinition(Name);

/// <summary>A timer; <paramref name="DurableClientBinding"/> is set when it also asks for the durable client.</summary>
internal sealed record TimerFunction(
    string Name, string Binding, TimerSchedule Schedule, bool RunOnStartup, bool UseMonitor, string? DurableClientBinding)
    : FunctionDefinition(Name);
