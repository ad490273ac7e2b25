using DtnBox.DurableBench.Handler;
using DtnBox.Testing;

namespace DtnBox.DurableBench;

/// <summary>A published Functions app whose handler is this program, on a task hub of its own.</summary>
internal sealed class BenchApp : FunctionsAppFolder
{
    public BenchApp(Marks marks, string? storage = null)
        : base(Environment.ProcessPath!, $"{TestStorage.NewPrefix()}bench")
    {
        Settings[BenchHandler.MarksVariable] = marks.Path;
        Settings["AzureWebJobsStorage"] = storage ?? TestStorage.ConnectionString;
        foreach (string name in BenchHandler.Orchestrators)
        {
            AddOrchestrator(name);
        }

        foreach (string name in BenchHandler.Activities)
        {
            AddActivity(name);
        }

        Save();
    }
}
