using Weiguang.People.Throttling;

namespace Weiguang.People.SignIn;

/// <summary>Section <c>SignIn</c> of the configuration.</summary>
internal sealed class SignInSettings
{
    /// <summary>Codes one network address may ask for in a minute. Whole villages share one address of their carrier, so not too few.</summary>
    public int CodesPerMinute { get; init; } = 20;

    public int CodesPerHour { get; init; } = 200;

    public Limit[] PerAddress => [new(CodesPerMinute, TimeSpan.FromMinutes(1)), new(CodesPerHour, TimeSpan.FromHours(1))];
}
