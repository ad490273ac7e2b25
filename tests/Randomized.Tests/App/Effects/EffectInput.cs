namespace DtnBox.Randomized.App.Effects;

/// <summary>The input of <see cref="Effect"/>.</summary>
/// <param name="Key">The key of its journal lines.</param>
internal sealed record EffectInput(
    string Key, int Value, int Failures, bool AlwaysFails, int ResultBytes, int Milliseconds, int InputBytes, string Ballast);

/// <summary>The result of <see cref="Effect"/>.</summary>
internal sealed record EffectResult(int Value, string Ballast);
