# Servicing by the programs of Windows: packages, languages, capabilities, features, drivers, the clean-up. A step goes on when
# something asks for a reboot, and ends with 3010; what fails ends it with the program's code, in words.

# What a code says too little about; the others are told in the program's own words.
$ServicingCodes = @{
    '0x00000070' = 'the disk is full: give the machine a larger one, with machine.disk'
    '0x8007007b' = 'the path or the kind of the file is wrong'
    '0x80070070' = 'the disk is full: give the machine a larger one, with machine.disk'
    '0x800f0805' = 'is no package of Windows, or a damaged one'
    '0x800f0806' = 'servicing has something to finish at a reboot first'
    '0x800f080c' = 'Windows knows no feature of that name'
    '0x800f081e' = 'does not apply to this Windows: another version, edition or architecture, or something that it needs is missing'
    '0x800f081f' = 'the files that it needs are neither in this Windows nor in the source that was given'
    '0x800f0823' = 'needs a newer servicing stack: put the servicing stack update, or the checkpoint update, beside it'
    '0x800f0828' = 'the disk is full: give the machine a larger one, with machine.disk'
    '0x800f082f' = 'servicing has something to finish at a reboot first'
    '0x800f0831' = 'the component store lacks the package of an earlier update'
    '0x800f0838' = 'an earlier checkpoint update is missing: put it beside this one'
    '0x800f0906' = 'its files could not be downloaded: the machine has no network, or no way to Windows Update'
    '0x800f0907' = 'its files could not be downloaded, by a policy of Windows'
    '0x800f0922' = 'an installer inside of the package failed'
    '0x800f0950' = 'its files could not be downloaded, by a policy of Windows'
    '0x800f0954' = 'its files could not be downloaded: the WSUS server does not have them'
    '0x800f0991' = 'files of an earlier update are missing, from which this one is made'
    '0x800f0998' = 'needs a newer servicing stack: put the servicing stack update beside it'
}
# Servicing finishes something first, and then does what it is asked.
$PendingCodes = @('0x800f0806', '0x800f082f')

function Format-Code([int] $Code) {
    return '0x' + $Code.ToString('x8')
}

# Runs it, and keeps its output in "text" besides. "state" is what its exit code says: done, reboot, failed or killed.
function Invoke-Tool([string] $File, [string[]] $Words, $TimeoutSeconds) {
    $listener = @{
        text = New-Object -TypeName System.Text.StringBuilder
        hear = { param($own, $text) [void] $own.text.Append($text); $text }
    }
    $line = (Join-Word (@($File) + $Words))
    Write-Log $line
    $result = Invoke-Process $File (Join-Word $Words) $null @{} $TimeoutSeconds $listener
    $state = 'failed'
    if ($null -eq $result.exit) { $state = 'killed' }
    if ($result.exit -eq 0) { $state = 'done' }
    if ($result.exit -eq 3010 -or $result.exit -eq 1641) { $state = 'reboot' }
    $text = $listener.text.ToString()
    return [pscustomobject]@{ state = $state; exit = $result.exit; seconds = $result.seconds; last = $result.last; text = $text }
}

# In English, so that its output can be read.
function Invoke-Dism([string[]] $Words, $TimeoutSeconds) {
    return Invoke-Tool 'dism.exe' (@('/Online', '/English') + $Words) $TimeoutSeconds
}

# DISM writes "Error: CODE", then what it means, then where its log is; others end with what was wrong.
function Get-ToolMessage([pscustomobject] $Result) {
    $lines = @($Result.text -split "[`r`n]+" | Where-Object { $_.Trim() -ne '' } | ForEach-Object { $_.Trim() })
    $words = @()
    $isError = $false
    foreach ($line in $lines) {
        if ($line -like 'The DISM log file*') { break }
        if ($isError) { $words += $line }
        if ($line -match '^Error: \S+$') { $isError = $true }
    }
    if ($words.Count -gt 0) { return $words -join ' ' }
    return $Result.last
}

# Why it failed, in one line: "KB5068861: 0x800f0823, needs a newer ...".
function Get-Failure([string] $Subject, [pscustomobject] $Result) {
    if ($Result.state -eq 'killed') { return $Subject + ': killed at its time limit; its last line: ' + $Result.last }
    $code = Format-Code $Result.exit
    $words = $ServicingCodes[$code]
    if (-not $words) { $words = Get-ToolMessage $Result }
    return ($Subject + ': ' + $code + ', ' + $words).TrimEnd(', ')
}

# The tally of a step that calls several programs.
function New-Tally {
    return [pscustomobject]@{ began = [DateTime]::UtcNow; reboot = $false; exit = 0; last = ''; done = @() }
}

# False: it failed, and the step ends.
function Add-Tally([pscustomobject] $Tally, [string] $Subject, [pscustomobject] $Result) {
    if ($Result.state -eq 'failed' -or $Result.state -eq 'killed') {
        $Tally.exit = $Result.exit
        $Tally.last = Get-Failure $Subject $Result
        Write-Log $Tally.last
        return $false
    }
    if ($Result.state -eq 'reboot') { $Tally.reboot = $true }
    $Tally.done += $Subject
    Write-Log ($Subject + ': ' + (Format-Code $Result.exit) + ' after ' + $Result.seconds + ' s')
    return $true
}

# A step that fails before a program is asked ends with the code that programs have for a wrong parameter.
function Stop-Tally([pscustomobject] $Tally, [string] $Why) {
    $Tally.exit = 87
    $Tally.last = $Why
}

function Complete-Tally([pscustomobject] $Tally) {
    $exit = $Tally.exit
    if ($exit -eq 0 -and $Tally.reboot) { $exit = 3010 }
    $last = $Tally.last
    if ($last -eq '') { $last = $Tally.done -join ', ' }
    $seconds = [Math]::Round(([DateTime]::UtcNow - $Tally.began).TotalSeconds, 1)
    return [pscustomobject]@{ exit = $exit; seconds = $seconds; last = $last }
}

# Where servicing wants a reboot first, it gets one, and the step begins anew: what was done is done in no time.
function Resolve-Pending([pscustomobject] $Outcome, [pscustomobject] $State) {
    if ($null -ne $State.memory -or $null -eq $Outcome.exit -or $PendingCodes -notcontains (Format-Code $Outcome.exit)) { return $Outcome }
    $State.memory = [pscustomobject]@{ rebooted = $true }
    return [pscustomobject]@{ again = $true; last = $Outcome.last }
}

# Each capability that this Windows knows, and whether it is there.
function Get-Capability {
    $result = Invoke-Dism @('/Get-Capabilities', '/Format:Table')
    if ($result.state -ne 'done') { throw (Get-Failure 'the list of capabilities' $result) }
    foreach ($line in ($result.text -split "[`r`n]+")) {
        if ($line -match '^\s*(?<name>[^\s|]+~[^\s|]*)\s*\|\s*(?<state>[^|]+?)\s*\|?\s*$') {
            [pscustomobject]@{ name = $Matches.name; isThere = $Matches.state -like 'Install*' }
        }
    }
}

# Those that a name means: a whole one, or one without its version.
function Find-Capability($Known, [string] $Name) {
    foreach ($one in $Known) {
        if ($one.name -eq $Name -or $one.name.StartsWith($Name + '~', 'OrdinalIgnoreCase')) { $one }
    }
}

# False: it failed.
function Add-Capability([pscustomobject] $Tally, [string] $Name, $From) {
    $source = @()
    if ($null -ne $From) { $source = @(('/Source:' + $From), '/LimitAccess') }
    Send-Report @{ message = $Name }
    $words = @('/Add-Capability', ('/CapabilityName:' + $Name)) + $source + @('/NoRestart')
    return Add-Tally $Tally $Name (Invoke-Dism $words)
}

function Invoke-CapabilitiesStep([pscustomobject] $Step, [string] $Medium) {
    $tally = New-Tally
    $from = $null
    if ($null -ne $Step.from) { $from = $Medium + $Step.from }
    $known = @(Get-Capability)
    foreach ($name in $Step.remove) {
        $found = @(Find-Capability $known $name | Where-Object { $_.isThere })
        if ($found.Count -eq 0) { Write-Log ($name + ': is not there, nothing to remove') }
        foreach ($one in $found) {
            Send-Report @{ message = $one.name }
            $result = Invoke-Dism @('/Remove-Capability', ('/CapabilityName:' + $one.name), '/NoRestart')
            if (-not (Add-Tally $tally $one.name $result)) { return Complete-Tally $tally }
        }
    }
    foreach ($name in $Step.add) {
        $found = @(Find-Capability $known $name)
        if ($found.Count -eq 0) {
            Stop-Tally $tally ($name + ': this Windows knows no capability of that name')
            return Complete-Tally $tally
        }
        if ($found.Count -gt 1) {
            $names = @($found | ForEach-Object { $_.name }) -join ', '
            Stop-Tally $tally ($name + ': is the beginning of ' + $found.Count + ' capabilities, name one of them: ' + $names)
            return Complete-Tally $tally
        }
        if ($found[0].isThere) {
            Write-Log ($found[0].name + ': is there already')
        } elseif (-not (Add-Capability $tally $found[0].name $from)) {
            return Complete-Tally $tally
        }
    }
    return Complete-Tally $tally
}

# Without it a task of Windows removes what no user of the deployed machine has chosen at the first logon.
function Protect-Language {
    $key = 'HKLM:\SOFTWARE\Policies\Microsoft\Control Panel\International'
    if (-not (Test-Path -LiteralPath $key)) { [void] (New-Item -Path $key -Force) }
    [void] (New-ItemProperty -LiteralPath $key -Name 'BlockCleanupOfUnusedPreinstalledLangPacks' -Value 1 -PropertyType DWord -Force)
}

# A language as Windows Update has it, with all that belongs to it. In a process of its own, as it says nothing for minutes.
function Install-FromUpdate([pscustomobject] $Tally, [string] $Language) {
    $command = "`$ProgressPreference = 'SilentlyContinue'; try { Install-Language -Language '" + $Language +
        "' -ErrorAction Stop } catch { [Console]::Error.WriteLine(`$_.Exception.Message); exit 1 }"
    Send-Report @{ message = $Language }
    $result = Invoke-Tool 'powershell.exe' @('-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-Command', $command)
    return Add-Tally $Tally $Language $result
}

function Invoke-LanguagesStep([pscustomobject] $Step, [string] $Medium) {
    $tally = New-Tally
    Protect-Language
    if ($null -eq $Step.from) {
        if ($null -eq (Get-Command -Name 'Install-Language' -ErrorAction SilentlyContinue)) {
            Stop-Tally $tally 'this Windows has no Install-Language, which downloads a language: give a folder with language packs'
            return Complete-Tally $tally
        }
        foreach ($language in $Step.languages) {
            if (-not (Install-FromUpdate $tally $language)) { return Complete-Tally $tally }
        }
        if (@(Get-PendingReboot).Count -gt 0) { $tally.reboot = $true }
        return Complete-Tally $tally
    }
    foreach ($pack in $Step.packs) {
        $name = [IO.Path]::GetFileName($pack)
        Send-Report @{ message = $name }
        $result = Invoke-Dism @('/Add-Package', ('/PackagePath:' + $Medium + $pack), '/NoRestart')
        if (-not (Add-Tally $tally $name $result)) { return Complete-Tally $tally }
    }
    if (@($Step.capabilities).Count -eq 0) { return Complete-Tally $tally }
    $known = @(Get-Capability)
    foreach ($name in $Step.capabilities) {
        foreach ($one in @(Find-Capability $known $name | Where-Object { -not $_.isThere })) {
            if (-not (Add-Capability $tally $one.name ($Medium + $Step.from))) { return Complete-Tally $tally }
        }
    }
    return Complete-Tally $tally
}

function Invoke-FeaturesStep([pscustomobject] $Step) {
    $tally = New-Tally
    foreach ($name in $Step.disable) {
        Send-Report @{ message = $name }
        $result = Invoke-Dism @('/Disable-Feature', ('/FeatureName:' + $name), '/NoRestart')
        if (-not (Add-Tally $tally $name $result)) { return Complete-Tally $tally }
    }
    foreach ($name in $Step.enable) {
        Send-Report @{ message = $name }
        $result = Invoke-Dism @('/Enable-Feature', ('/FeatureName:' + $name), '/All', '/NoRestart')
        if (-not (Add-Tally $tally $name $result)) { return Complete-Tally $tally }
    }
    return Complete-Tally $tally
}

# Into the driver store, from which the deployed machine takes what its hardware needs. 259: there was nothing newer in them.
function Invoke-DriversStep([pscustomobject] $Step, [string] $Medium) {
    $tally = New-Tally
    $result = Invoke-Tool 'pnputil.exe' @('/add-driver', ($Medium + $Step.from + '\*.inf'), '/subdirs')
    if ($result.exit -eq 259) { $result.state = 'done' }
    [void] (Add-Tally $tally $Step.title $result)
    return Complete-Tally $tally
}

function Get-FreeSpace {
    foreach ($drive in [IO.DriveInfo]::GetDrives()) { if ($drive.Name -eq 'C:\') { return $drive.AvailableFreeSpace } }
    return 0
}

function Invoke-CleanupStep {
    $tally = New-Tally
    $before = Get-FreeSpace
    $result = Invoke-Dism @('/Cleanup-Image', '/StartComponentCleanup')
    [void] (Add-Tally $tally 'clean-up' $result)
    $freed = [Math]::Max(0, (Get-FreeSpace) - $before)
    $outcome = Complete-Tally $tally
    if ($outcome.exit -ne 0 -and $outcome.exit -ne 3010) { return $outcome }
    $outcome.last = [string] [Math]::Round($freed / 1048576) + ' MiB of the disk freed'
    Write-Log $outcome.last
    $outcome | Add-Member -MemberType NoteProperty -Name 'freed' -Value $freed
    return $outcome
}
