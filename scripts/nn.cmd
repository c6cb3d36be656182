@echo off
rem Runs NeuronScript from a checkout, from any folder: scripts\nn run scripts\and.nn
rem Builds it first when there is no build yet, or a source is newer than the build. Deleting target\nn.jar builds again.
rem JAVA_HOME is the Java to use, 17 or newer; NN_JAVA_OPTS are further options for it, such as -Xmx2g.
setlocal disabledelayedexpansion
for %%i in ("%~dp0..") do set "home=%%~fi"
set "jar=%home%\target\nn.jar"
set "log=%home%\target\nn.log"

if defined JAVA_HOME (
  set "java=%JAVA_HOME%\bin\java.exe"
) else (
  set "java=java.exe"
)
if defined JAVA_HOME if not exist "%java%" (
  >&2 echo nn: JAVA_HOME is %JAVA_HOME%, where there is no bin\java.exe: set it to a Java 17 or newer, or unset it
  exit /b 2
)
if not defined JAVA_HOME where /q java.exe || (
  >&2 echo nn: Java is missing: install a JDK 17 or newer, or set JAVA_HOME to one
  exit /b 2
)

if not exist "%jar%" goto build
powershell -NoProfile -Command "$jar = (Get-Item -LiteralPath $env:jar).LastWriteTime; $new = Get-ChildItem -Recurse -LiteralPath ($env:home + '\pom.xml'), ($env:home + '\grammar'), ($env:home + '\src\main') | Where-Object { $_.LastWriteTime -gt $jar } | Select-Object -First 1; exit [int]($null -ne $new)" <nul
if not errorlevel 1 goto run

:build
rem Only now, because asking Java for its version takes a while.
set "version="
for /f "tokens=2 delims==" %%i in ('^""%java%" -XshowSettings:properties -version 2^>^&1 ^| findstr /c:"java.specification.version ="^"') do for /f "tokens=1 delims=. " %%v in ("%%i") do set /a version=%%v
if not defined version set version=0
if %version% lss 17 goto old
where /q mvn || (
  >&2 echo nn: Maven is missing, which builds NeuronScript: install Maven 3.6.3 or newer
  exit /b 2
)
>&2 echo nn: building NeuronScript ^(once^) ...
set "work=%home%\target\nn.build.%random%%random%"
mkdir "%work%"
call mvn -B -q -f "%home%\pom.xml" -Dquick "-Dquick.directory=%work%" package >"%log%" 2>&1 <nul
if errorlevel 1 (
  rmdir /s /q "%work%"
  >&2 echo nn: the build failed: see %log%
  exit /b 2
)
for %%i in ("%work%\neuronscript-*-all.jar") do move /y "%%i" "%jar%" >nul
rmdir /s /q "%work%"

:run
"%java%" -XX:+DisplayVMOutputToStderr -Xlog:disable -Xlog:all=warning:stderr -Xshare:auto -XX:-UsePerfData %NN_JAVA_OPTS% -jar "%jar%" %*
exit /b %errorlevel%

:old
>&2 echo nn: Java is too old: install a JDK 17 or newer, or set JAVA_HOME to one
exit /b 2
