using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace DtnBox.DurableTask.Analyzers.Rules;

/// <summary>The rules. Ids that begin with DURABLE are those of Microsoft.DurableTask.Analyzers, for the same things.</summary>
/// <remarks>The description of a rule is what to write instead; docs/analyzers.md has a row for each.</remarks>
internal static class OrchestrationRules
{
    public static readonly DiagnosticDescriptor DateTime = Rule(
        "DURABLE0001",
        "System.DateTime calls must be deterministic inside an orchestration",
        "use context.CurrentUtcDateTime");

    public static readonly DiagnosticDescriptor Guid = Rule(
        "DURABLE0002",
        "System.Guid calls must be deterministic inside an orchestration",
        "use context.NewGuid()");

    public static readonly DiagnosticDescriptor Delay = Rule(
        "DURABLE0003",
        "Thread.Sleep and Task.Delay calls are not allowed inside an orchestrator",
        "use context.CreateTimer");

    public static readonly DiagnosticDescriptor Tasks = Rule(
        "DURABLE0004",
        "Thread and Task calls must be deterministic inside an orchestrator",
        "await tasks of the context, alone or combined by Task.WhenAll and Task.WhenAny");

    public static readonly DiagnosticDescriptor InputOutput = Rule(
        "DURABLE0005",
        "I/O operations are not allowed inside an orchestrator",
        "do it in an activity");

    public static readonly DiagnosticDescriptor Environment = Rule(
        "DURABLE0006",
        "Environment variables must be accessed in a deterministic way inside an orchestrator",
        "read it in an activity, or take it from the input");

    public static readonly DiagnosticDescriptor Logger = Rule(
        "DURABLE0010",
        "Loggers must be replay-safe inside an orchestration",
        "use context.CreateReplaySafeLogger");

    public static readonly DiagnosticDescriptor Randomness = Rule(
        "DTN0001",
        "Random values are not allowed inside an orchestration",
        "draw it in an activity, or derive it from context.NewGuid()");

    public static readonly DiagnosticDescriptor Clock = Rule(
        "DTN0002",
        "Clocks other than the context's are not allowed inside an orchestration",
        "use context.CurrentUtcDateTime, or measure in an activity");

    public static readonly DiagnosticDescriptor StaticState = Rule(
        "DTN0003",
        "Static state that changes is not allowed inside an orchestration",
        "keep it in a local variable or in the input, or store it by an activity");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
        [DateTime, Guid, Delay, Tasks, InputOutput, Environment, Logger, Randomness, Clock, StaticState];

    private static DiagnosticDescriptor Rule(string id, string title, string instead) => new(
        id,
        title,
        $"Orchestration '{{0}}' uses '{{1}}' in '{{2}}', which may differ on replay: {instead}",
        "Orchestration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: instead,
        customTags: [WellKnownDiagnosticTags.CompilationEnd]);
}
