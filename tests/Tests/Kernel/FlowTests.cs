using Microsoft.AspNetCore.Http.HttpResults;
using Weiguang.Kernel;

namespace Weiguang.Tests.Kernel;

public sealed class FlowTests
{
    private static readonly StepVoice Tea = new("tea", new("Not yours", "Ask the host."), new("Not now", "Wait."), new("Moved", "Look."));

    public enum State { Cold, Hot, Drunk }

    public enum Act { Boil, Drink }

    [Flags]
    public enum Party { None = 0, Host = 1, Guest = 2 }

    private static readonly Flow<State, Act, Party> Kettle = new(
    [
        new(Act.Boil, State.Cold, State.Hot, Party.Host),
        new(Act.Drink, State.Hot, State.Drunk, Party.Host | Party.Guest),
    ]);

    [Fact]
    public void A_step_is_found_for_whoever_may_take_it_from_there()
    {
        Assert.Equal(State.Hot, Kettle.Find(State.Cold, Act.Boil, Party.Host | Party.Guest)?.To);
        Assert.Null(Kettle.Find(State.Cold, Act.Boil, Party.Guest));
        Assert.Null(Kettle.Find(State.Drunk, Act.Boil, Party.Host));
        Assert.Equal([Act.Drink], Kettle.Allowed(State.Hot, Party.Guest));
        Assert.Empty(Kettle.Allowed(State.Hot, Party.None));
    }

    [Fact]
    public void Whose_step_it_never_is_differs_from_the_wrong_moment()
    {
        Assert.False(Kettle.IsEverFor(Act.Boil, Party.Guest));
        Assert.True(Kettle.IsEverFor(Act.Drink, Party.Guest));
    }

    [Fact]
    public void A_table_in_which_one_step_leads_to_two_places_or_is_nobodys_is_refused()
    {
        FlowStep<State, Act, Party> boil = new(Act.Boil, State.Cold, State.Hot, Party.Host);

        Assert.Throws<ArgumentException>(() => new Flow<State, Act, Party>([boil, boil with { To = State.Drunk, By = Party.Host | Party.Guest }]));
        Assert.Throws<ArgumentException>(() => new Flow<State, Act, Party>([boil with { By = Party.None }]));
        Assert.Equal(2, new Flow<State, Act, Party>([boil, boil with { To = State.Drunk, By = Party.Guest }]).Steps.Count);
    }

    [Fact]
    public void Every_answer_has_its_code()
    {
        Assert.Equal(
            [404, 403, 409, 409, 409, 400],
            new[] { Tea.Missing, Tea.NotYours, Tea.NotNow, Tea.Moved, Tea.Refused("too-hot", "Too hot"), Tea.Wrong("cup", "Which cup?") }.Select(a => a.Problem().StatusCode));
        Assert.IsType<NoContent>(Tea.Done.ToResult().Result);
        Assert.Throws<InvalidOperationException>(() => Tea.Done.Problem());
        Assert.Equal("tea-too-hot", Tea.Refused("too-hot", "Too hot").Type);
    }

    [Fact]
    public void How_a_thing_stands_is_added_to_an_answer_that_others_share()
    {
        var told = Tea.NotNow.At(State.Drunk, 3, new[] { Act.Boil });

        Assert.Equal((State.Drunk, 3), (told.Facts["state"], told.Facts["version"]));
        Assert.Equal(0, Tea.NotNow.Facts.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData(null)]
    public void A_reason_is_not_nothing(string? text) => Assert.NotNull(Tea.Reason("reason", text));

    [Fact]
    public void A_reason_is_counted_in_letters()
    {
        Assert.Null(Tea.Reason("reason", string.Concat(Enumerable.Repeat("𠮷", 500))));
        Assert.Equal(["reason"], Tea.Reason("reason", new string('字', 501))!.Errors.Keys);
    }
}
