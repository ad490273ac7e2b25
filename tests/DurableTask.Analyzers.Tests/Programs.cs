using Microsoft.CodeAnalysis;

namespace DtnBox.DurableTask.Analyzers.Tests;

/// <summary>Small programs around a few lines under test.</summary>
internal static class Programs
{
    /// <summary>The lines as the body of an orchestrator, and members beside it.</summary>
    public static string Orchestrator(string body, string members = "", string parameters = "") => $$"""
        internal sealed class Flow({{parameters}}) : TaskOrchestrator<string, object?>
        {
            {{members}}

            public override async Task<object?> RunAsync(TaskOrchestrationContext context, string input)
            {
                await context.CallActivityAsync("Begin");
                {{body}}
                return null;
            }
        }
        """;

    public static async Task<string[]> IdsAsync(string source)
        => [.. (await Compilations.AnalyzeAsync(source)).Select(found => found.Id)];

    public static async Task<Diagnostic> SingleAsync(string source)
        => Assert.Single(await Compilations.AnalyzeAsync(source));
}
