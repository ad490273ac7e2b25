using System.Collections.Immutable;
using DtnBox.DurableTask.Analyzers.Code;
using DtnBox.DurableTask.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DtnBox.DurableTask.Analyzers;

/// <summary>Finds code that may behave otherwise on replay, wherever an orchestration gets to in this compilation.</summary>
/// <remarks>
/// 1. Every body is read once: what it calls, and what in it would break a rule (<see cref="BodyReader"/>).
/// 2. When all are read, the calls are followed from each orchestrator (<see cref="CallGraph"/>).
/// 3. What was reached is reported, once, under the name of the first orchestrator that gets there.
/// So a clock is free to be used in an activity, and the same helper is an error as soon as an orchestrator calls it.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OrchestrationAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => OrchestrationRules.All;

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        if (DurableTypes.Find(context.Compilation) is not { } types)
        {
            return;
        }

        var graph = new CallGraph(types);
        var apis = new BannedApiIndex(context.Compilation);
        context.RegisterOperationBlockAction(block => BodyReader.Read(block.OwningSymbol, block.OperationBlocks, graph, apis));
        context.RegisterCompilationEndAction(end =>
        {
            foreach (Diagnostic diagnostic in graph.Judge(end.CancellationToken))
            {
                end.ReportDiagnostic(diagnostic);
            }
        });
    }
}
