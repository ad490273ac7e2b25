using DtnBox.Functions.Retention;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace DtnBox.Functions.Tests.Retention;

public sealed class RetentionOptionsTests
{
    [Fact]
    public void FinishedOrchestrations_NotSet_IsAWeek()
        => Assert.Equal(TimeSpan.FromDays(7), Read(null).FinishedOrchestrations);

    [Fact]
    public void OpenUploads_NotSet_IsAWeek() => Assert.Equal(TimeSpan.FromDays(7), Read(null).OpenUploads);

    [Fact]
    public void OpenUploads_OutOfRange_IsRefusedSayingWhatIsRight()
    {
        OptionsValidationException fault = Assert.Throws<OptionsValidationException>(
            () => Read("-00:00:01", "OpenUploads"));
        Assert.Contains(
            "Retention:OpenUploads must be 0 (keep for ever) to 3650 days, for example 7.00:00:00.",
            Assert.Single(fault.Failures),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("00:00:05")]
    [InlineData("3650.00:00:00")]
    public void FinishedOrchestrations_InRange_IsTaken(string text)
        => Assert.Equal(TimeSpan.Parse(text), Read(text).FinishedOrchestrations);

    [Theory]
    [InlineData("-00:00:01")]
    [InlineData("3650.00:00:01")]
    public void FinishedOrchestrations_OutOfRange_IsRefusedSayingWhatIsRight(string text)
    {
        OptionsValidationException fault = Assert.Throws<OptionsValidationException>(() => Read(text));
        Assert.Contains(
            "Retention:FinishedOrchestrations must be 0 (keep for ever) to 3650 days, for example 7.00:00:00.",
            Assert.Single(fault.Failures),
            StringComparison.Ordinal);
    }

    private static RetentionOptions Read(string? value, string name = nameof(RetentionOptions.FinishedOrchestrations))
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(value is null
                ? []
                : [new($"Retention:{name}", value)])
            .Build());
        services.AddRetention();
        using ServiceProvider provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<RetentionOptions>>().Value;
    }
}
