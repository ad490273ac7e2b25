namespace DtnBox.DurableTask.Tests.Conformance;

/// <summary>The orchestrators of the recorded turns, by file name, written from their pseudo-code.</summary>
internal static partial class SampleOrchestrators
{
    private static readonly Dictionary<string, ITaskOrchestrator> All = new(StringComparer.Ordinal);

    static SampleOrchestrators()
    {
        AddPayloads();
        AddActivities();
        AddEvents();
        AddTimersAndRaces();
        AddGenerations();
        AddLifecycle();
    }

    public static ITaskOrchestrator Find(string name) => All[name];

    private static void Add<TOutput>(string name, Func<TaskOrchestrationContext, Task<TOutput>> run)
        => All.Add(name, new SampleOrchestrator<object?, TOutput>((context, _) => run(context)));

    private static void Add<TInput, TOutput>(string name, Func<TaskOrchestrationContext, TInput, Task<TOutput>> run)
        => All.Add(name, new SampleOrchestrator<TInput, TOutput>(run));
}
