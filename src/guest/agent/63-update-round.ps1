# One round of updates: search, filter, and then for one after the other download and installation. The Windows Update Agent
# blocks its caller, so this runs in a process of its own (agent.ps1 -UpdateRound) that can be killed; the agent reads what it
# says on standard output, one JSON object a line, and keeps the heart beating.
#
#   note    text
#   found   id, kb, title: a wanted update that was not tried again, because the agent set it aside, or only looks
#   begin   id, kb, title, index, count
#   end     id, kb, title, outcome, code, seconds
#   over    how (none, installed, reboot, failed), code, text, reboot: whether one is pending

$Round = $null

function Send-Round([string] $What, [hashtable] $Members) {
    $Members['wua'] = $What
    [Console]::Out.WriteLine((ConvertTo-JsonLine $Members))
}

function Invoke-UpdateRound {
    $script:Round = ConvertFrom-Json -InputObject $env:IMGF_UPDATES
    try {
        $over = Start-UpdateRound
    } catch {
        $over = @{ how = 'failed'; code = Format-Code $_.Exception.GetBaseException().HResult; text = $_.Exception.GetBaseException().Message }
    }
    Send-Round 'over' $over
}

# Calls until the code is none of those that a later try may mend. Gives the code.
function Invoke-UpdateCall([scriptblock] $Call, [string[]] $Retried) {
    $waits = @($Round.retrySeconds)
    for ($try = 0; $true; $try++) {
        try { $code = & $Call } catch { $code = Format-Code $_.Exception.GetBaseException().HResult }
        if ($Retried -notcontains (Get-UpdateCodeKind $code) -or $try -ge $waits.Count) { return $code }
        Send-Round 'note' @{ text = (Get-UpdateCodeText $code) + '; again in ' + $waits[$try] + ' s' }
        Start-Sleep -Seconds $waits[$try]
    }
}

function Start-UpdateRound {
    $session = New-Object -ComObject 'Microsoft.Update.Session'
    $session.ClientApplicationID = 'Windows Image Factory'
    $searcher = $session.CreateUpdateSearcher()
    # ssManagedServer, ssWindowsUpdate
    $searcher.ServerSelection = $(if ($Round.from -eq 'wsus') { 1 } else { 2 })
    $code = Invoke-UpdateCall { Search-Update $searcher } @('retry', 'other')
    if ((Get-UpdateCodeKind $code) -eq 'none') { return New-RoundEnd 'none' $code 'there are no updates' }
    if ($code -ne $Success) { return New-RoundEnd (Get-FailedHow $code) $code 'the search' }
    $wanted = @(foreach ($update in $FoundUpdates) { if (Test-UpdateWanted $update) { $update } })
    $todo = @(
        foreach ($update in $wanted) {
            if (-not $Round.look -and $Round.aside -notcontains (Get-UpdateId $update)) { $update } else { Send-Round 'found' (Get-UpdateFact $update) }
        }
    )
    for ($index = 0; $index -lt $todo.Count; $index++) {
        $fact = Get-UpdateFact $todo[$index]
        Send-Round 'begin' ($fact + @{ index = $index; count = $todo.Count })
        $began = [DateTime]::UtcNow
        $code = Install-OneUpdate $session $todo[$index]
        $kind = Get-UpdateCodeKind $code
        if ($kind -eq 'reboot') { return New-RoundEnd 'reboot' $code $fact.name }
        $outcome = 'failed'
        if ($code -eq $Success) { $outcome = 'installed' }
        if ($code -eq '0x80240017') { $outcome = 'not applicable' }
        Send-Round 'end' ($fact + @{ outcome = $outcome; code = $code; seconds = [Math]::Round(([DateTime]::UtcNow - $began).TotalSeconds, 1) })
        if ($kind -eq 'retry' -or $kind -eq 'fatal') { return New-RoundEnd 'failed' $code $fact.name }
    }
    if ($todo.Count -eq 0) { return New-RoundEnd 'none' $Success '' }
    return New-RoundEnd 'installed' $Success ([string] $todo.Count)
}

function New-RoundEnd([string] $How, [string] $Code, [string] $Text) {
    $reboot = $false
    if ($How -eq 'none') { $reboot = [bool] (New-Object -ComObject 'Microsoft.Update.SystemInfo').RebootRequired }
    return @{ how = $How; code = $Code; text = $Text; reboot = $reboot }
}

function Get-FailedHow([string] $Code) {
    if ((Get-UpdateCodeKind $Code) -eq 'reboot') { return 'reboot' }
    return 'failed'
}

$FoundUpdates = @()

# Updates that are offered as optional are looked at only where a KB number names one.
function Search-Update($Searcher) {
    $criteria = 'IsInstalled=0 and IsHidden=0'
    if (@($Round.include | Where-Object { $_ -match '^KB\d+$' }).Count -eq 0) { $criteria += ' and BrowseOnly=0' }
    $result = $Searcher.Search($criteria)
    $script:FoundUpdates = @(foreach ($update in $result.Updates) { $update })
    # orcSucceeded; one with errors may have missed some.
    if ($result.ResultCode -eq 2) { return $Success }
    foreach ($warning in $result.Warnings) {
        Send-Round 'note' @{ text = 'the search: ' + (Format-Code $warning.HResult) + ' ' + $warning.Message }
    }
    foreach ($warning in $result.Warnings) { return Format-Code $warning.HResult }
    return '0x80240FFF'
}

function Get-UpdateId($Update) {
    return $Update.Identity.UpdateID + '.' + $Update.Identity.RevisionNumber
}

function Get-UpdateKb($Update) {
    foreach ($id in $Update.KBArticleIDs) { 'KB' + $id }
}

function Get-UpdateFact($Update) {
    $kb = @(Get-UpdateKb $Update)
    $title = [string] $Update.Title
    $fact = @{ id = Get-UpdateId $Update; kb = $null; title = $title.Substring(0, [Math]::Min(200, $title.Length)); name = '' }
    $fact.name = $fact.title
    if ($kb.Count -gt 0) { $fact.kb = $kb[0]; $fact.name = $kb[0] }
    return $fact
}

# A KB number, or a pattern of titles with * and ?.
function Test-UpdateNamed($Update, [string[]] $Names) {
    $kb = @(Get-UpdateKb $Update)
    foreach ($name in $Names) {
        if ($kb -contains $name -or $Update.Title -like $name.Replace('[', '`[')) { return $true }
    }
    return $false
}

function Test-UpdateWanted($Update) {
    $why = ''
    if ($Update.InstallationBehavior.CanRequestUserInput) { $why = 'it may ask the user something' }
    elseif (Test-UpdateNamed $Update $Round.exclude) { $why = 'updates.exclude names it' }
    elseif (@($Round.include).Count -gt 0 -and -not (Test-UpdateNamed $Update $Round.include)) { $why = 'updates.include does not name it' }
    elseif ($Update.BrowseOnly -and @(Get-UpdateKb $Update | Where-Object { $Round.include -contains $_ }).Count -eq 0) { $why = 'it is optional' }
    if ($why -eq '') { return $true }
    Send-Round 'note' @{ text = 'left out, because ' + $why + ': ' + $Update.Title }
    return $false
}

# Gives the code.
function Install-OneUpdate($Session, $Update) {
    $code = Invoke-UpdateCall {
        if (-not $Update.EulaAccepted) { [void] $Update.AcceptEula() }
        $Success
    } @('retry')
    if ($code -ne $Success) { return $code }
    $updates = New-Object -ComObject 'Microsoft.Update.UpdateColl'
    [void] $updates.Add($Update)
    if (-not $Update.IsDownloaded) {
        $downloader = $Session.CreateUpdateDownloader()
        $downloader.Updates = $updates
        # dpExtraHigh
        $downloader.Priority = 4
        $code = Invoke-UpdateCall { Get-OperationCode ($downloader.Download()) } @('retry')
        if ($code -ne $Success) { return $code }
    }
    $installer = $Session.CreateUpdateInstaller()
    if ($installer.RebootRequiredBeforeInstallation) { return '0x80240016' }
    $installer.Updates = $updates
    return Invoke-UpdateCall { Get-OperationCode ($installer.Install()) } @('retry')
}

# Of an operation on one update: orcSucceeded, orcSucceededWithErrors, or what the update itself says. The whole's own code
# may be no more than "all updates failed".
function Get-OperationCode($Result) {
    if ($Result.ResultCode -eq 2 -or $Result.ResultCode -eq 3) { return $Success }
    $own = $Result.GetUpdateResult(0).HResult
    if ($own -ne 0) { return Format-Code $own }
    if ($Result.HResult -ne 0) { return Format-Code $Result.HResult }
    return '0x80240FFF'
}
