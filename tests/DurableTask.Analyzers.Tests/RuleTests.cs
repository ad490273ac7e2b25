namespace DtnBox.DurableTask.Analyzers.Tests;

/// <summary>Each rule, by lines that break it and lines beside them that do not.</summary>
public sealed class RuleTests
{
    [Theory]
    [InlineData("DURABLE0001", "_ = DateTime.Now;")]
    [InlineData("DURABLE0001", "_ = DateTime.UtcNow;")]
    [InlineData("DURABLE0001", "_ = DateTime.Today;")]
    [InlineData("DURABLE0001", "_ = DateTimeOffset.Now;")]
    [InlineData("DURABLE0001", "_ = DateTimeOffset.UtcNow.AddDays(1);")]
    [InlineData("DURABLE0002", "_ = Guid.NewGuid();")]
    [InlineData("DURABLE0002", "_ = Guid.CreateVersion7();")]
    [InlineData("DURABLE0003", "await Task.Delay(1);")]
    [InlineData("DURABLE0003", "Thread.Sleep(1);")]
    [InlineData("DURABLE0003", "await context.CallActivityAsync(\"A\").WaitAsync(TimeSpan.FromSeconds(1));")]
    [InlineData("DURABLE0003", "using var source = new CancellationTokenSource(1000);")]
    [InlineData("DURABLE0003", "using var source = new CancellationTokenSource(); source.CancelAfter(1);")]
    [InlineData("DURABLE0003", "using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));")]
    [InlineData("DURABLE0004", "await Task.Run(() => { });")]
    [InlineData("DURABLE0004", "await Task.Factory.StartNew(() => { });")]
    [InlineData("DURABLE0004", "await context.CallActivityAsync(\"A\").ContinueWith(_ => { });")]
    [InlineData("DURABLE0004", "await context.CallActivityAsync(\"A\").ConfigureAwait(false);")]
    [InlineData("DURABLE0004", "await context.CallActivityAsync<int>(\"A\").ConfigureAwait(ConfigureAwaitOptions.ForceYielding);")]
    [InlineData("DURABLE0004", "context.CallActivityAsync(\"A\").Wait();")]
    [InlineData("DURABLE0004", "new Thread(() => { });")]
    [InlineData("DURABLE0004", "Parallel.For(0, 3, _ => { });")]
    [InlineData("DURABLE0004", "_ = new[] { 1 }.AsParallel();")]
    [InlineData("DURABLE0004", "ThreadPool.QueueUserWorkItem(_ => { });")]
    [InlineData("DURABLE0005", "_ = new HttpClient();")]
    [InlineData("DURABLE0005", "_ = new System.Net.Sockets.TcpClient();")]
    [InlineData("DURABLE0005", "_ = File.ReadAllText(input);")]
    [InlineData("DURABLE0005", "_ = Directory.GetFiles(input);")]
    [InlineData("DURABLE0005", "_ = new FileInfo(input);")]
    [InlineData("DURABLE0005", "_ = new StreamReader(input);")]
    [InlineData("DURABLE0005", "Console.WriteLine();")]
    [InlineData("DURABLE0005", "_ = Process.GetCurrentProcess();")]
    [InlineData("DURABLE0005", "_ = new Azure.Data.Tables.TableClient(new Uri(input));")]
    [InlineData("DURABLE0005", "_ = new Azure.Storage.Blobs.BlobContainerClient(new Uri(input));")]
    [InlineData("DURABLE0006", "_ = Environment.GetEnvironmentVariable(input);")]
    [InlineData("DURABLE0006", "_ = Environment.MachineName;")]
    [InlineData("DTN0001", "_ = Random.Shared;")]
    [InlineData("DTN0001", "_ = new Random();")]
    [InlineData("DTN0001", "_ = System.Security.Cryptography.RandomNumberGenerator.GetInt32(3);")]
    [InlineData("DTN0001", "_ = Path.GetRandomFileName();")]
    [InlineData("DTN0001", "_ = input.GetHashCode();")]
    [InlineData("DTN0001", "_ = HashCode.Combine(1, 2);")]
    [InlineData("DTN0002", "_ = Stopwatch.StartNew();")]
    [InlineData("DTN0002", "_ = Stopwatch.GetTimestamp();")]
    [InlineData("DTN0002", "_ = TimeProvider.System;")]
    [InlineData("DTN0002", "_ = Environment.TickCount64;")]
    [InlineData("DTN0002", "_ = TimeZoneInfo.Local;")]
    [InlineData("DTN0003", "System.Globalization.CultureInfo.CurrentCulture = null!;")]
    [InlineData("DTN0003", "_ = new AsyncLocal<int>();")]
    public async Task Analyze_LineThatBreaksARule_IsFound(string id, string line)
        => Assert.Equal([id], await Programs.IdsAsync(Programs.Orchestrator(line)));

    [Theory]
    [InlineData("_ = context.CurrentUtcDateTime.AddDays(1);")]
    [InlineData("_ = new DateTime(2026, 1, 1) - DateTime.UnixEpoch;")]
    [InlineData("_ = context.NewGuid() == Guid.Empty;")]
    [InlineData("_ = Guid.Parse(input);")]
    [InlineData("await context.CreateTimer(TimeSpan.FromSeconds(1), CancellationToken.None);")]
    [InlineData("using var source = new CancellationTokenSource(); source.Cancel();")]
    [InlineData("await Task.WhenAll(context.CallActivityAsync(\"A\"), context.CallActivityAsync(\"B\"));")]
    [InlineData("await Task.WhenAny(context.CallActivityAsync(\"A\"), Task.CompletedTask);")]
    [InlineData("await context.CallActivityAsync(\"A\").ConfigureAwait(true);")]
    [InlineData("await Task.FromResult(1);")]
    [InlineData("await Task.Yield();")]
    [InlineData("var source = new TaskCompletionSource(); source.SetResult(); await source.Task;")]
    [InlineData("_ = new StreamReader(new MemoryStream()).ReadToEnd();")]
    [InlineData("_ = Path.Combine(input, \"a\");")]
    [InlineData("_ = new Uri(input).Host;")]
    [InlineData("_ = Environment.NewLine;")]
    [InlineData("_ = new Random(4711).Next();")]
    [InlineData("_ = TimeZoneInfo.Utc;")]
    [InlineData("_ = nameof(DateTime.UtcNow) + nameof(File.Delete);")]
    [InlineData("_ = typeof(HttpClient).Name;")]
    [InlineData("_ = string.Empty + StringComparer.Ordinal.Compare(input, \"a\");")]
    [InlineData("List<int> list = []; list.Add(1); list.Sort();")]
    [InlineData("context.CreateReplaySafeLogger<Flow>().LogInformation(\"once\");")]
    [InlineData("ILogger log = context.CreateReplaySafeLogger(\"a\"); log.LogInformation(\"once\");")]
    public async Task Analyze_LineThatIsTheSameOnReplay_IsFree(string line)
        => Assert.Empty(await Programs.IdsAsync(Programs.Orchestrator(line)));

    [Theory]
    [InlineData("_ = await http.GetAsync(new Uri(input));", "HttpClient http")]
    [InlineData("_ = await http.GetFromJsonAsync<int>(new Uri(input));", "HttpClient http")]
    [InlineData("_ = http.CreateClient();", "IHttpClientFactory http")]
    [InlineData("connection.Open();", "System.Data.Common.DbConnection connection")]
    [InlineData("await client.PurgeInstanceAsync(input);", "DurableTaskClient client")]
    public async Task Analyze_InjectedServiceThatDoesInputOutput_IsFound(string line, string parameter)
        => Assert.Equal(["DURABLE0005"], await Programs.IdsAsync(Programs.Orchestrator(line, parameters: parameter)));

    [Fact]
    public async Task Analyze_InjectedClock_IsFound()
        => Assert.Equal(
            ["DTN0002"], await Programs.IdsAsync(Programs.Orchestrator("_ = time.GetUtcNow();", parameters: "TimeProvider time")));

    [Fact]
    public async Task Analyze_InjectedConfiguration_IsFound()
        => Assert.Equal(
            ["DURABLE0006"],
            await Programs.IdsAsync(Programs.Orchestrator("_ = settings[input];", parameters: "IConfiguration settings")));
}
