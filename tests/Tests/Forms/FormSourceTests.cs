using System.Text.RegularExpressions;

namespace Weiguang.Tests.Forms;

/// <summary>Reads every page: a form that is posted has its effect once, or stands here with the reason why it need not carry an id.</summary>
public partial class FormSourceTests
{
    private const string Step = "a step of a state machine: the second press finds it taken and says so";
    private const string Sets = "writes what stands in the form: twice is the same";
    private const string Seat = "settled at a desk, which answers a repeated request like the first";
    private const string Door = "signs in or out; a code, ticket or session serves once";
    private const string Look = "shows something and writes it into the log each time";
    private const string Handler = "the hidden handler of small forms, never sent itself";

    /// <summary>By file, with how many such forms it has.</summary>
    private static readonly Dictionary<string, (int Forms, string Why)> Reviewed = new()
    {
        ["PreferenceForm"] = (1, Sets),
        ["PersonPage"] = (2, $"{Look}; revocations: {Sets}"),
        ["PermissionsPage"] = (1, "carries what was seen: a second press is told that it was changed"),
        ["ProfilePage"] = (1, Sets),
        ["VolunteerPage"] = (1, "one person is a volunteer once"),
        ["ConsoleHead"] = (1, Door),
        ["MePage"] = (2, $"{Sets}; {Door}"),
        ["DemoPage"] = (1, Door),
        ["SignInPage"] = (1, Door),
        ["SetPasswordPage"] = (1, Sets),
        ["PasswordPage"] = (1, Door),
        ["RegisterPage"] = (1, "a phone has one person"),
        ["CodePage"] = (1, Door),
        ["MenuPage"] = (2, "offers or stops an item as its button says; writes an insurance over the one before"),
        ["OneStep"] = (1, Step),
        ["AlbumCard"] = (4, $"describes, moves: {Sets}; a second yes or removal finds it done and says so"),
        ["ErrorPage"] = (1, "what was sent before and could not be taken, with the id it had"),
        ["HeldList"] = (1, "settled once, by a conditional update"),
        ["FollowUpsPage"] = (1, Step),
        ["RevealPhone"] = (1, Look),
        ["InboxPage"] = (1, Sets),
        ["KindsPage"] = (1, Sets),
        ["CalendarBox"] = (2, Sets),
        ["RosterButton"] = (1, Step),
        ["RecordsPage"] = (1, Step),
        ["ActivityDeskPage"] = (1, Step),
        ["StepForms"] = (2, Step),
        ["ReviewPanel"] = (2, Step),
        ["BackfillPage"] = (1, Step),
        ["ScanPage"] = (1, Seat),
        ["WalkInPage"] = (1, "one person is on a list once: a second press finds them there"),
        ["MyWalkInsPage"] = (2, Step),
        ["KiosksPage"] = (3, Step),
        ["PositionForm"] = (2, Seat),
        ["ListPage"] = (1, Seat),
        ["ListExport"] = (1, Look),
        ["CardPage"] = (1, "takes a phone off once: then it is not there"),
        ["RulePanel"] = (3, "carries what was seen: a second press is told that it was changed"),
        ["MyShift"] = (1, Seat),
        ["SignupTerms"] = (1, Seat),
        ["StepButton"] = (1, Seat),
        ["GroupPage"] = (1, Seat),
        ["MemberStep"] = (1, Step),
        ["StepForm"] = (1, "each of those that stand in it is reviewed where it is written"),
        ["JoinForm"] = (1, "one person is in a team once"),
        ["TeamPage"] = (2, Step),
        ["HandoverForms"] = (2, Step),
        ["FollowButton"] = (1, "follows or stops as its button says"),
        ["FollowingPage"] = (1, "stopped twice it is stopped"),
        ["ConsoleTeamsPage"] = (1, "pauses or resumes as its button says"),
        ["StationImportPage"] = (1, "the same rows change nothing"),
        ["EditProjectPage"] = (1, Sets),
        ["ProjectSteps"] = (2, Step),
        ["RecommendSteps"] = (1, Step),
    };

    [Fact]
    public void Every_posted_form_makes_its_thing_once_or_stands_on_the_reviewed_list()
    {
        var plain = new Dictionary<string, int>();
        foreach (var file in Directory.EnumerateFiles(SourceFolder(), "*.razor", SearchOption.AllDirectories).Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}")))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            foreach (Match form in Form().Matches(Comment().Replace(File.ReadAllText(file), "").Replace("<StepForm ", "<form method=\"post\" ", StringComparison.Ordinal).Replace("</StepForm>", "</form>", StringComparison.Ordinal)))
            {
                var hidden = form.Groups["attributes"].Value.Contains(" hidden", StringComparison.Ordinal); // See Handler.
                if (name is not "OnceField" && form.Groups["attributes"].Value.Contains("method=\"post\"", StringComparison.Ordinal) && !hidden && !form.Groups["inside"].Value.Contains("<OnceField />", StringComparison.Ordinal))
                {
                    plain[name] = plain.GetValueOrDefault(name) + 1;
                }
            }
        }

        var unknown = plain.Where(p => !Reviewed.TryGetValue(p.Key, out var reviewed) || reviewed.Forms < p.Value).Select(p => $"{p.Key}: {p.Value}");
        var gone = Reviewed.Where(r => plain.GetValueOrDefault(r.Key) < r.Value.Forms).Select(r => $"{r.Key}: only {plain.GetValueOrDefault(r.Key)}");
        Assert.True(!unknown.Any() && !gone.Any(), $"Give these forms an <OnceField />, or a reason here: {string.Join(", ", unknown)}. No longer there: {string.Join(", ", gone)}. ({Handler}.)");
    }

    [Fact]
    public void What_a_step_takes_off_the_page_is_answered_by_a_handler_that_stays()
    {
        var gone = Directory.EnumerateFiles(SourceFolder(), "*.razor", SearchOption.AllDirectories)
            .Where(f => Reviewed.TryGetValue(Path.GetFileNameWithoutExtension(f), out var reviewed) && reviewed.Why.Contains(Step, StringComparison.Ordinal))
            .Where(f => Form().Matches(Comment().Replace(File.ReadAllText(f), "")).Any(form => form.Groups["attributes"].Value is var tag
                && tag.Contains("@formname", StringComparison.Ordinal) && !tag.Contains(" hidden", StringComparison.Ordinal) && !form.Groups["inside"].Value.Contains("<OnceField />", StringComparison.Ordinal)))
            .Select(Path.GetFileName);

        Assert.Equal([], gone); // Pressed twice, the second would be told that somebody else was here: <OnceField /> in it, or a hidden form that is the handler.
    }

    [Fact]
    public void Pictures_that_were_fine_wait_for_the_form_that_was_not()
    {
        var takes = Directory.EnumerateFiles(SourceFolder(), "*.razor", SearchOption.AllDirectories).Select(f => (Name: Path.GetFileName(f), Text: File.ReadAllText(f)))
            .Where(f => f.Text.Contains("PhotoHaul _haul", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(takes);
        Assert.Equal([], takes.Where(f => !f.Text.Contains(".HoldAsync(", StringComparison.Ordinal) && !f.Text.Contains(".KeepAsync(", StringComparison.Ordinal)).Select(f => f.Name));
    }

    /// <summary>What draft.js never keeps goes by the names of fields.</summary>
    [Fact]
    public void No_password_code_or_number_of_a_paper_stays_on_a_device()
    {
        var kept = from file in Directory.EnumerateFiles(SourceFolder(), "*.razor", SearchOption.AllDirectories)
                   from Match field in SecretField().Matches(File.ReadAllText(file))
                   where !SecretName().IsMatch(field.Groups["name"].Value)
                   select $"{Path.GetFileName(file)}: {field.Groups["name"].Value}";

        Assert.Equal([], kept);
    }

    /// <summary>What a page of ours keeps of a form that was refused leaves out passwords by their name (KeptForm).</summary>
    [Fact]
    public void A_password_is_called_one()
    {
        var called = from file in Directory.EnumerateFiles(SourceFolder(), "*.razor", SearchOption.AllDirectories)
                     from Match field in PasswordField().Matches(File.ReadAllText(file))
                     where !field.Groups["name"].Value.Contains("Password", StringComparison.Ordinal)
                     select $"{Path.GetFileName(file)}: {field.Groups["name"].Value}";

        Assert.Equal([], called);
    }

    private static string SourceFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Weiguang.slnx")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder.FullName, "src");
    }

    [GeneratedRegex("""<Field\s+Name="(?<name>[^"]+)"[^>]*>\s*<input\s+type="password" """)]
    private static partial Regex PasswordField();

    [GeneratedRegex("""<Field\s+Name="(?<name>[^"]+)" Label="@L\["[^"]*(?:身份证号|密码|验证码|邀请码|报名码|到达码|离开码)""")]
    private static partial Regex SecretField();

    [GeneratedRegex(@"(^|\.)(\w*Password|Code|\w*Number)$")]
    private static partial Regex SecretName();

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex("""<form(?<attributes>(?:[^>"]|"[^"]*")*)>(?<inside>.*?)</form>""", RegexOptions.Singleline)]
    private static partial Regex Form();
}
