namespace DtnBox.DurableTask;

/// <summary>Says whether a failed call is made again. Runs inside the orchestration: the same rules hold.</summary>
public delegate bool RetryHandler(RetryContext retryContext);

/// <summary>Like <see cref="RetryHandler"/>; may await the context's own tasks, for instance a timer.</summary>
public delegate Task<bool> AsyncRetryHandler(RetryContext retryContext);
